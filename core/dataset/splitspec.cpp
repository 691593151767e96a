#include "core/dataset/splitspec.h"
#include "core/common/error.h"
#include "core/common/text/nearest.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

[[noreturn]] void throwUnknown(const QString &text);

/// train,valid,test or train,test.
void readRatios(SplitSpec &spec, const QString &ratios, const QString &text)
{
    const auto fields = ratios.split(QLatin1Char(','));
    std::vector<double> shares;
    for (const auto &field : fields) {
        bool isNumber = false;
        shares.push_back(field.trimmed().toDouble(&isNumber));
        if (!isNumber)
            throwUnknown(text);
    }
    if (shares.size() == 2)
        shares.insert(shares.begin() + 1, 0);
    if (shares.size() != 3)
        throwUnknown(text);
    const bool areShares = shares[0] > 0 && shares[1] >= 0 && shares[2] > 0;
    if (!areShares || std::abs(shares[0] + shares[1] + shares[2] - 1) > 1e-6)
        throw Error("split.ratios",
                    QT_TRANSLATE_NOOP("Error", "The shares of %1 must add up to 1, with something to learn from and to "
                                               "test on."),
                    {text});
    spec.train = shares[0];
    spec.valid = shares[1];
    spec.test = shares[2];
}

std::optional<std::int64_t> readDate(const QString &field)
{
    auto time = QDateTime::fromString(field.trimmed(), Qt::ISODate);
    if (!time.isValid())
        return {};
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::utc());
    return time.toMSecsSinceEpoch();
}

/// validFrom,testFrom or testFrom alone.
bool readDates(SplitSpec &spec, const QString &dates)
{
    const auto fields = dates.split(QLatin1Char(','));
    const auto first = readDate(fields.first());
    if (!first || fields.size() > 2)
        return false;
    spec.testFrom = fields.size() == 2 ? readDate(fields[1]) : first;
    if (fields.size() == 2)
        spec.validFrom = first;
    return spec.testFrom && (!spec.validFrom || *spec.validFrom < *spec.testFrom);
}

QString dateText(std::int64_t at)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
    if (time.time() == QTime(0, 0))
        return time.date().toString(Qt::ISODate);
    return time.toString(at % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

void readTime(SplitSpec &spec, const QString &rest, const QString &text)
{
    const bool isDates = readDates(spec, rest);
    if (!isDates && rest.contains(QLatin1Char('-')))
        throwUnknown(text);
    if (!isDates)
        readRatios(spec, rest, text);
}

void readFolds(SplitSpec &spec, const QString &rest, const QString &text)
{
    const auto fields = rest.split(QLatin1Char(':'));
    bool areNumbers[2] = {false, false};
    spec.folds = fields.value(0).toInt(&areNumbers[0]);
    spec.fold = fields.value(1).toInt(&areNumbers[1]);
    if (fields.size() != 2 || !areNumbers[0] || !areNumbers[1] || spec.folds < 2 || spec.fold < 0 ||
        spec.fold >= spec.folds)
        throwUnknown(text);
}

/// Takes ",random" from the end.
QString withoutRandom(SplitSpec &spec, const QString &rest)
{
    const auto end = QLatin1String(",random");
    spec.randomInput = rest.endsWith(end);
    return spec.randomInput ? rest.chopped(end.size()) : rest;
}

void readInputShare(SplitSpec &spec, const QString &share, const QString &text)
{
    bool isNumber = false;
    spec.inputShare = share.toDouble(&isNumber);
    if (!isNumber || !(spec.inputShare >= 0 && spec.inputShare < 1))
        throwUnknown(text);
}

/// What may stand at the end, as this field.
void readInputShareAt(qsizetype place, SplitSpec &spec, const QStringList &fields, const QString &text)
{
    if (fields.size() > place + 1)
        throwUnknown(text);
    if (fields.size() == place + 1)
        readInputShare(spec, fields[place], text);
}

void readNewUsers(SplitSpec &spec, const QString &rest, const QString &text)
{
    const auto fields = withoutRandom(spec, rest).split(QLatin1Char(':'));
    readRatios(spec, fields.first(), text);
    readInputShareAt(1, spec, fields, text);
}

void readUserFolds(SplitSpec &spec, const QString &rest, const QString &text)
{
    const auto fields = withoutRandom(spec, rest).split(QLatin1Char(':'));
    readFolds(spec, fields.mid(0, 2).join(QLatin1Char(':')), text);
    readInputShareAt(2, spec, fields, text);
}

struct NamedKind
{
    SplitKind kind;
    const char *name;
    const char *form;                                                    ///< as it is written
    void (*read)(SplitSpec &, const QString &rest, const QString &text); ///< null: nothing may follow
};
constexpr NamedKind kNamedKinds[] = {
    {SplitKind::Time, "time", "time:0.8,0.1,0.1 or time:2011-06-01,2011-09-01", readTime},
    {SplitKind::LeaveLastOut, "leave-last-out", "leave-last-out", nullptr},
    {SplitKind::LeaveLastBasketOut, "leave-last-basket-out", "leave-last-basket-out", nullptr},
    {SplitKind::UserRandom, "user-random", "user-random:0.8,0.1,0.1", readRatios},
    {SplitKind::Random, "random", "random:0.8,0.1,0.1", readRatios},
    {SplitKind::Folds, "folds", "folds:5:0", readFolds},
    {SplitKind::NewUsers, "new-users", "new-users:0.8,0.1,0.1:0.8", readNewUsers},
    {SplitKind::UserFolds, "user-folds", "user-folds:5:0:0.8", readUserFolds},
    {SplitKind::Fixed, "fixed", "fixed", nullptr},
    {SplitKind::None, "none", "none", nullptr},
    {SplitKind::NewProducts, "new-products", "new-products:0.8,0.1,0.1", readRatios},
};

void throwUnknown(const QString &text)
{
    QStringList names, forms;
    for (const auto &named : kNamedKinds)
        names << QString::fromLatin1(named.name);
    for (const auto &name : nearestFirst(text.section(QLatin1Char(':'), 0, 0).trimmed(), names))
        for (const auto &named : kNamedKinds)
            if (name == QLatin1String(named.name))
                forms << QString::fromLatin1(named.form);
    throw Error("split.unknown",
                QT_TRANSLATE_NOOP("Error", "%1 is no split. Splits are written, the nearest first: %2; \",random\" "
                                           "behind new-users and user-folds draws the input at random."),
                {text, forms.join(QStringLiteral(", "))});
}

} // namespace

SplitSpec SplitSpec::parse(const QString &text)
{
    const auto name = text.section(QLatin1Char(':'), 0, 0).trimmed();
    const bool hasRest = text.contains(QLatin1Char(':'));
    for (const auto &named : kNamedKinds) {
        if (name != QLatin1String(named.name))
            continue;
        SplitSpec spec;
        spec.kind = named.kind;
        if (hasRest && !named.read)
            throwUnknown(text);
        if (hasRest)
            named.read(spec, text.section(QLatin1Char(':'), 1), text);
        return spec;
    }
    throwUnknown(text);
}

std::optional<SplitSpec> SplitSpec::readable(const QString &text)
{
    try {
        return parse(text);
    } catch (const Error &) {
        return {};
    }
}

QString SplitSpec::text() const
{
    const auto number = [](double share) { return QString::number(share, 'g', QLocale::FloatingPointShortest); };
    const auto input = QLatin1Char(':') + number(inputShare) + QLatin1String(randomInput ? ",random" : "");
    const auto ratios = number(train) + QLatin1Char(',') + number(valid) + QLatin1Char(',') + number(test);
    QString name;
    for (const auto &named : kNamedKinds)
        if (named.kind == kind)
            name = QString::fromLatin1(named.name);
    switch (kind) {
    case SplitKind::Time:
        if (testFrom)
            return name + QLatin1Char(':') + (validFrom ? dateText(*validFrom) + QLatin1Char(',') : QString()) +
                   dateText(*testFrom);
        return name + QLatin1Char(':') + ratios;
    case SplitKind::UserRandom:
    case SplitKind::Random:
    case SplitKind::NewProducts:
        return name + QLatin1Char(':') + ratios;
    case SplitKind::Folds:
        return QStringLiteral("%1:%2:%3").arg(name, QString::number(folds), QString::number(fold));
    case SplitKind::NewUsers:
        return name + QLatin1Char(':') + ratios + input;
    case SplitKind::UserFolds:
        return QStringLiteral("%1:%2:%3").arg(name, QString::number(folds), QString::number(fold)) + input;
    case SplitKind::LeaveLastOut:
    case SplitKind::LeaveLastBasketOut:
    case SplitKind::Fixed:
    case SplitKind::None:
        break;
    }
    return name;
}

bool SplitSpec::hasValidation() const
{
    switch (kind) {
    case SplitKind::Time:
        return testFrom ? validFrom.has_value() : valid > 0;
    case SplitKind::UserRandom:
    case SplitKind::Random:
    case SplitKind::NewUsers:
    case SplitKind::NewProducts:
        return valid > 0;
    case SplitKind::LeaveLastOut:
    case SplitKind::LeaveLastBasketOut:
    case SplitKind::Fixed:
        return true;
    case SplitKind::Folds:
    case SplitKind::UserFolds:
    case SplitKind::None:
        break;
    }
    return false;
}

bool SplitSpec::isOrdered() const
{
    return kind == SplitKind::Time || kind == SplitKind::LeaveLastOut || kind == SplitKind::LeaveLastBasketOut;
}

} // namespace aisle
