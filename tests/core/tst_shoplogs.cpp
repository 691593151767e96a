#include "core/jobs/jobcontext.h"
#include "core/transfer/recognition/preview.h"
#include "tests/core/readingsupport.h"
#include "tests/support/testdata.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {

RecognitionHints hintsOf(const QJsonObject &told)
{
    RecognitionHints hints;
    hints.timeZone = QStringLiteral("UTC");
    for (const auto &key : told.keys()) {
        const auto value = told.value(key).toString();
        if (key == QLatin1String("day-first"))
            hints.dayFirst = value;
        else if (key == QLatin1String("header"))
            hints.header = value;
        else if (key == QLatin1String("time-format"))
            hints.timeFormat = value;
        else
            hints.columns[key] = value;
    }
    return hints;
}

/// A log whose times are written in one way; shoppers and products as make.py has them.
QByteArray logOfTimes(const QJsonArray &times)
{
    QByteArray text("customer;sku;time\n");
    for (int n = 0; n < times.size(); ++n)
        text += "c" + QByteArray::number(n / 2 * 5 % 13) + ";s" + QByteArray::number(n * 7 % 11) + ';' +
                times[n].toString().toUtf8() + '\n';
    return text;
}

QStringList differencesOf(const QJsonObject &right, const PreviewedEvent &event)
{
    QStringList wrong;
    const auto compare = [&](const char *key, const QJsonValue &got) {
        const auto name = QString::fromLatin1(key);
        if (right.contains(name) && right.value(name) != got)
            wrong << QStringLiteral("%1 is %2, not %3")
                         .arg(name, got.toVariant().toString(), right.value(name).toVariant().toString());
    };
    const auto number = [](const std::optional<double> &value) { return value ? QJsonValue(*value) : QJsonValue(); };
    compare("user", event.user);
    compare("item", event.item);
    compare("session", event.session);
    compare("kind", event.kind);
    compare("quantity", number(event.quantity));
    compare("price", number(event.price));
    compare("value", number(event.value));
    const auto at = QDateTime::fromString(right.value(QStringLiteral("at")).toString(), Qt::ISODateWithMs);
    if (at.isValid() && event.at != at.toMSecsSinceEpoch())
        wrong << QStringLiteral("at is %1")
                     .arg(QDateTime::fromMSecsSinceEpoch(event.at.value_or(0), Qt::UTC).toString(Qt::ISODateWithMs));
    return wrong;
}

} // namespace

/// Logs as shops and programs write them: tests/data/logs/kinds/make.py says what is right of each.
class TestShopLogs : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;

    InputSource sourceOf(const QJsonObject &right) const
    {
        const auto name = right.value(QStringLiteral("file")).toString();
        if (right.contains(QStringLiteral("times")))
            return written(m_dir, name + QStringLiteral(".csv"),
                           logOfTimes(right.value(QStringLiteral("times")).toArray()));
        const auto path = sourceFile(qPrintable(QStringLiteral("tests/data/logs/kinds/") + name));
        const auto size = QFileInfo(path).size();
        return {path, {}, size, size};
    }
    QStringList wrongWith(const QJsonObject &right) const;

private Q_SLOTS:
    void logs_data();
    void logs();
};

QStringList TestShopLogs::wrongWith(const QJsonObject &right) const
{
    SilentContext job;
    const auto source = sourceOf(right);
    const auto seen = recognise(source, hintsOf(right.value(QStringLiteral("hints")).toObject()));
    const auto log = previewImport(source, seen.recipe, {}, 1 << 20, 1 << 20, job);
    QStringList wrong;
    const auto compare = [&](const char *what, std::int64_t got) {
        const auto value = right.value(QString::fromLatin1(what));
        if (value.isDouble() && value.toDouble() != double(got))
            wrong << QStringLiteral("%1 %2").arg(got).arg(QString::fromLatin1(what));
    };
    compare("events", log.events);
    compare("rejected", log.rejected);
    compare("users", log.users);
    compare("items", log.items);
    const auto reasons = right.value(QStringLiteral("reasons")).toObject();
    for (const auto &reason : reasons.keys())
        if (const auto found = log.reasons.find(reason.toStdString());
            found == log.reasons.end() || double(found->second) != reasons.value(reason).toDouble())
            wrong << QStringLiteral("another number of %1").arg(reason);
    const auto columns = right.value(QStringLiteral("columns")).toObject();
    for (const auto &role : columns.keys()) {
        QString named;
        for (const auto &column : seen.recipe.columns)
            if (roleName(column.role) == role && named.isEmpty())
                named = column.column;
        if (named != columns.value(role).toString())
            wrong << QStringLiteral("%1 is %2").arg(role, named);
    }
    const auto meanings = right.value(QStringLiteral("meanings")).toObject();
    for (const auto &[word, meaning] : seen.recipe.kindMap)
        if (meanings.contains(word) && meanings.value(word).toString() != QString::fromLatin1(meaningName(meaning)))
            wrong << QStringLiteral("%1 means %2").arg(word, QString::fromLatin1(meaningName(meaning)));
    std::vector<PreviewedEvent> events;
    std::copy_if(log.first.begin(), log.first.end(), std::back_inserter(events),
                 [](const auto &event) { return event.reason.isEmpty(); });
    for (const auto each : right.value(QStringLiteral("event")).toArray()) {
        const auto n = std::size_t(each.toObject().value(QStringLiteral("n")).toInt());
        wrong += n < events.size() ? differencesOf(each.toObject(), events[n])
                                   : QStringList{QStringLiteral("no event %1").arg(n)};
    }
    for (const auto each : right.value(QStringLiteral("remarks")).toArray())
        if (seen.remarks.filter(each.toString()).isEmpty())
            wrong << QStringLiteral("no remark says '%1'").arg(each.toString());
    for (const auto each : right.value(QStringLiteral("silent")).toArray())
        if (!seen.remarks.filter(each.toString()).isEmpty())
            wrong << QStringLiteral("a remark says '%1'").arg(each.toString());
    const auto reader = openRows(source, seen.recipe);
    for (RowBatch batch; reader->next(batch);) {
    }
    if (reader->lines().lines != reader->lines().accounted())
        wrong << QStringLiteral("lines are not accounted for");
    if (!wrong.isEmpty()) {
        for (const auto &column : seen.recipe.columns)
            wrong << QStringLiteral("  %1=%2 %3").arg(roleName(column.role), column.column, column.field);
        for (const auto &[reason, count] : log.reasons)
            wrong << QStringLiteral("  %1 %2").arg(count).arg(QString::fromStdString(reason));
        wrong << QStringLiteral("  time format ") + seen.recipe.timeFormat << seen.remarks;
    }
    return wrong;
}

void TestShopLogs::logs_data()
{
    QTest::addColumn<QJsonObject>("right");
    QFile file(sourceFile("tests/data/logs/kinds/cases.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const auto each : QJsonDocument::fromJson(file.readAll()).array())
        QTest::newRow(qPrintable(each.toObject().value(QStringLiteral("file")).toString())) << each.toObject();
}

void TestShopLogs::logs()
{
    QFETCH(QJsonObject, right);
    const auto code = right.value(QStringLiteral("error")).toString();
    try {
        const auto wrong = wrongWith(right);
        QVERIFY2(wrong.isEmpty() && code.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
    } catch (const Error &error) {
        QVERIFY2(!code.isEmpty() && code.contains(QString::fromStdString(error.code())), qPrintable(error.message()));
    }
}

QTEST_GUILESS_MAIN(TestShopLogs)
#include "tst_shoplogs.moc"
