#include "core/common/error.h"

#include <cstdio>
#include <new>
#include <string_view>

namespace aisle {

Error::Error(const char *code, const char *sentence, QStringList arguments)
    : m_code(code), m_sentence(sentence), m_arguments(std::move(arguments)), m_what(message().toStdString())
{
}

Error unforeseen(const std::exception &failure)
{
    if (qEnvironmentVariableIsSet("AISLE_DETAILS"))
        std::fprintf(stderr, "%s\n", failure.what());
    const bool hadNoMemory = dynamic_cast<const std::bad_alloc *>(&failure) ||
                             std::string_view(failure.what()).find("allocate memory") != std::string_view::npos;
    if (hadNoMemory)
        return Error("memory.out",
                     QT_TRANSLATE_NOOP("Error", "There is not enough memory for this. Close other "
                                                "programs, filter the data or choose a smaller recommender."));
    return Error("internal",
                 QT_TRANSLATE_NOOP("Error", "Aisle made a mistake of its own and stopped: nothing that was stored is "
                                            "lost. Please report what you did."));
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
