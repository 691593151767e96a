#include "widgets/progresstext.h"
#include "core/common/error.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <vector>

namespace aisle {

namespace {

constexpr const char *kProgress[]{QT_TRANSLATE_NOOP("Progress", "reading"),
                                  QT_TRANSLATE_NOOP("Progress", "reading, %1 rows, %2 rows/s"),
                                  QT_TRANSLATE_NOOP("Progress", "writing"),
                                  QT_TRANSLATE_NOOP("Progress", "reading events"),
                                  QT_TRANSLATE_NOOP("Progress", "counting"),
                                  QT_TRANSLATE_NOOP("Progress", "counting common shoppers"),
                                  QT_TRANSLATE_NOOP("Progress", "inverting"),
                                  QT_TRANSLATE_NOOP("Progress", "comparing products"),
                                  QT_TRANSLATE_NOOP("Progress", "embedding"),
                                  QT_TRANSLATE_NOOP("Progress", "epoch %1"),
                                  QT_TRANSLATE_NOOP("Progress", "epoch %1 of %2"),
                                  QT_TRANSLATE_NOOP("Progress", "trained"),
                                  QT_TRANSLATE_NOOP("Progress", "judging lists"),
                                  QT_TRANSLATE_NOOP("Progress", "keeping the run"),
                                  QT_TRANSLATE_NOOP("Progress", "listing"),
                                  QT_TRANSLATE_NOOP("Progress", "taking the import back"),
                                  QT_TRANSLATE_NOOP("Progress", "done")};

constexpr const char *kRemarks[]{
    QT_TRANSLATE_NOOP(
        "Import", "Every line is a shopper and the shopper's products, oldest first: each begins with another key."),
    QT_TRANSLATE_NOOP("Import", "Every line is one session or shopper: products, oldest first."),
    QT_TRANSLATE_NOOP("Import",
                      "The header has %1 names, most rows have %2 fields: the others are called by their number."),
    QT_TRANSLATE_NOOP("Import", "Numbers are written with a decimal comma (%1 of %2 that have a mark)."),
    QT_TRANSLATE_NOOP("Import", "%1: day first, from %2 dates that cannot be otherwise."),
    QT_TRANSLATE_NOOP("Import", "%1: month first, from %2 dates that cannot be otherwise."),
    QT_TRANSLATE_NOOP("Import", "%1: no date of the sample tells whether the day or the month comes first; day first "
                                "was taken, since the rows are then in order."),
    QT_TRANSLATE_NOOP("Import", "%1: no date of the sample tells whether the day or the month comes first; month first "
                                "was taken, since the rows are then in order."),
    QT_TRANSLATE_NOOP("Import",
                      "%1: no date of the sample tells whether the day or the month comes first; day first was taken."),
    QT_TRANSLATE_NOOP(
        "Import", "%1: no date of the sample tells whether the day or the month comes first; month first was taken."),
    QT_TRANSLATE_NOOP("Import", "Times are written without a zone and read as %1 (this computer's zone)."),
    QT_TRANSLATE_NOOP("Import", "Times are written without a zone and read as %1."),
    QT_TRANSLATE_NOOP("Import", "Kinds are number codes, read as in known logs: %1 is %2. Check this."),
    QT_TRANSLATE_NOOP("Import", "The kind '%1' (%2 rows) is not known: it counts as other."),
    QT_TRANSLATE_NOOP("Import", "Rows have an order, a quantity and a price: they are purchases."),
    QT_TRANSLATE_NOOP("Import", "%1 of the sampled rows have a negative quantity: they are returns, not purchases."),
    QT_TRANSLATE_NOOP("Import", "There is no column of shoppers: each session (%1) is taken for a shopper."),
    QT_TRANSLATE_NOOP(
        "Import",
        "%1 of %2 sampled rows have no shopper: they are rejected unless guests are taken by order or session."),
    QT_TRANSLATE_NOOP("Import", "The text is %1: %2.")};

struct Template
{
    const char *text;
    QRegularExpression pattern;
};

template <std::size_t Size>
std::vector<Template> compiled(const char *const (&texts)[Size])
{
    static const QRegularExpression kPlace(QStringLiteral("%\\d"));
    std::vector<Template> templates;
    for (const auto *text : texts) {
        const auto english = QString::fromUtf8(text);
        auto pattern = QRegularExpression::escape(english).replace(QStringLiteral("\\%"), QStringLiteral("%"));
        pattern.replace(kPlace, QStringLiteral("(.+)"));
        templates.push_back({text, QRegularExpression(QRegularExpression::anchoredPattern(pattern))});
    }
    return templates;
}

QString translated(const char *context, const std::vector<Template> &templates, const QString &phrase)
{
    for (const auto &entry : templates)
        if (const auto match = entry.pattern.match(phrase); match.hasMatch())
            return Error::fill(QCoreApplication::translate(context, entry.text), match.capturedTexts().mid(1));
    return phrase;
}

} // namespace

QString progressText(const QString &what)
{
    static const auto kTemplates = compiled(kProgress);
    return translated("Progress", kTemplates, what);
}

QString remarkText(const QString &remark)
{
    static const auto kTemplates = compiled(kRemarks);
    return translated("Import", kTemplates, remark);
}

} // namespace aisle
