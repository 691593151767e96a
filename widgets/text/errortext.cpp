#include "widgets/text/errortext.h"

#include <QCoreApplication>
#include <iterator>
#include <span>

namespace aisle {

namespace {

struct Named
{
    const char *code;
    const char *text;
};

constexpr Named kMeaningTexts[]{
    {"exposure", QT_TRANSLATE_NOOP("Meaning", "exposure")},       {"view", QT_TRANSLATE_NOOP("Meaning", "view")},
    {"favourite", QT_TRANSLATE_NOOP("Meaning", "favourite")},     {"cart", QT_TRANSLATE_NOOP("Meaning", "cart")},
    {"purchase", QT_TRANSLATE_NOOP("Meaning", "purchase")},       {"return", QT_TRANSLATE_NOOP("Meaning", "return")},
    {"rating", QT_TRANSLATE_NOOP("Meaning", "rating")},           {"search", QT_TRANSLATE_NOOP("Meaning", "search")},
    {"interaction", QT_TRANSLATE_NOOP("Meaning", "interaction")}, {"other", QT_TRANSLATE_NOOP("Meaning", "other")}};

constexpr Named kRejections[]{{"no-user", QT_TRANSLATE_NOOP("Rejection", "No shopper")},
                              {"no-item", QT_TRANSLATE_NOOP("Rejection", "No product")},
                              {"bad-time", QT_TRANSLATE_NOOP("Rejection", "Time not understood")},
                              {"no-time", QT_TRANSLATE_NOOP("Rejection", "No time")},
                              {"bad-value", QT_TRANSLATE_NOOP("Rejection", "Number not understood")},
                              {"bad-number", QT_TRANSLATE_NOOP("Rejection", "Number not understood")},
                              {"wrong-fields", QT_TRANSLATE_NOOP("Rejection", "Wrong number of fields")},
                              {"bad-encoding", QT_TRANSLATE_NOOP("Rejection", "Text not readable in this encoding")},
                              {"nul", QT_TRANSLATE_NOOP("Rejection", "Contains a NUL character")},
                              {"too-long", QT_TRANSLATE_NOOP("Rejection", "Field too long")},
                              {"open-quote", QT_TRANSLATE_NOOP("Rejection", "Quotation mark never closed")},
                              {"no-session", QT_TRANSLATE_NOOP("Rejection", "No session")},
                              {"no-match", QT_TRANSLATE_NOOP("Rejection", "Not in the file it is looked up in")},
                              {"total", QT_TRANSLATE_NOOP("Rejection", "Line of totals")},
                              {"nested-key", QT_TRANSLATE_NOOP("Rejection", "A record in place of a key")},
                              {"uneven-lists", QT_TRANSLATE_NOOP("Rejection", "Lists of different length")},
                              {"bad-json", QT_TRANSLATE_NOOP("Rejection", "Not a JSON object")}};

/// Said by deviceReport(), which hands out plain sentences.
[[maybe_unused]] constexpr const char *kDeviceSentences[]{
    QT_TRANSLATE_NOOP(
        "Error",
        "This build of LibTorch is for the CPU only; `./dev setup --cuda` fetches the CUDA build (about 4 GB)."),
    QT_TRANSLATE_NOOP("Error", "This build of LibTorch is for the CPU only, and no NVIDIA GPU was found."),
    QT_TRANSLATE_NOOP("Error",
                      "An NVIDIA GPU is there but its driver does not work with this CUDA build: update the driver."),
    QT_TRANSLATE_NOOP("Error", "No NVIDIA GPU was found.")};

QString named(std::span<const Named> table, const char *context, const QString &code)
{
    for (const auto &entry : table)
        if (code == QLatin1String(entry.code))
            return QCoreApplication::translate(context, entry.text);
    return code;
}

} // namespace

QString errorText(const Error &error)
{
    return errorText(error.sentence(), error.arguments());
}

QString errorText(const char *sentence, const QStringList &arguments)
{
    return Error::fill(QCoreApplication::translate("Error", sentence), arguments);
}

LiveText liveErrorText(const Error &error)
{
    return [error] { return errorText(error); };
}

QString coreText(const char *context, const char *text)
{
    return text && *text ? QCoreApplication::translate(context, text) : QString();
}

QString coreText(const char *context, const QString &text)
{
    return coreText(context, text.toUtf8().constData());
}

QString meaningText(Meaning meaning)
{
    return named(kMeaningTexts, "Meaning", QString::fromLatin1(meaningName(meaning)));
}

QString kindText(const QString &word)
{
    const auto known = meaningFromName(word.toStdString());
    return known.known ? meaningText(known.meaning) : word;
}

QString rejectionText(const QString &reason)
{
    return named(kRejections, "Rejection", reason);
}

} // namespace aisle
