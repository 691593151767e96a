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

namespace {

/// 1 to 9 where a place for an argument begins here, else 0.
int placeAt(const QString &sentence, qsizetype at)
{
    const bool isPlace = at + 1 < sentence.size() && sentence[at] == u'%' && sentence[at + 1].isDigit();
    return isPlace ? sentence[at + 1].digitValue() : 0;
}

/// A choice of two words: "[event|events]", "[%1:is|are]".
struct WordChoice
{
    QString one, other;
    int number = 0; ///< of the argument that decides; 0: the last before it
    qsizetype end = -1;

    /// What begins here; `end` stays -1 where it is none.
    WordChoice(const QString &sentence, qsizetype begin)
    {
        const auto bar = sentence[begin] == u'[' ? sentence.indexOf(u'|', begin) : -1;
        const auto last = bar < 0 ? -1 : sentence.indexOf(u']', begin);
        if (last < bar || bar < 0)
            return;
        end = last;
        number = begin + 3 < bar && sentence[begin + 3] == u':' ? placeAt(sentence, begin + 1) : 0;
        const auto first = begin + (number > 0 ? 4 : 1);
        one = sentence.mid(first, bar - first);
        other = sentence.mid(bar + 1, end - bar - 1);
    }
};

} // namespace

QString Error::fill(const QString &sentence, const QStringList &arguments)
{
    QString filled;
    int last = 0; ///< argument that was filled in
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        if (const WordChoice choice(sentence, i); choice.end >= 0) {
            const auto number = choice.number > 0 ? choice.number : last;
            filled += arguments.value(number - 1) == u"1" ? choice.one : choice.other;
            i = choice.end;
            continue;
        }
        const int number = placeAt(sentence, i);
        if (number < 1 || number > arguments.size()) {
            filled += sentence[i];
            continue;
        }
        filled += arguments[number - 1];
        last = number;
        ++i;
    }
    return filled;
}

} // namespace aisle
