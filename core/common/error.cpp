#include "core/common/error.h"

namespace aisle {

Error::Error(const char *code, const char *sentence, QStringList arguments)
    : m_code(code), m_sentence(sentence), m_arguments(std::move(arguments)), m_what(message().toStdString())
{
}

QString Error::message() const
{
    return fill(QString::fromUtf8(m_sentence), m_arguments);
}

QString Error::fill(const QString &sentence, const QStringList &arguments)
{
    QString filled;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool placeholder = sentence[i] == u'%' && i + 1 < sentence.size() && sentence[i + 1].isDigit();
        const int number = placeholder ? sentence[i + 1].digitValue() : 0;
        if (number < 1 || number > arguments.size()) {
            filled += sentence[i];
            continue;
        }
        filled += arguments[number - 1];
        ++i;
    }
    return filled;
}

} // namespace aisle
