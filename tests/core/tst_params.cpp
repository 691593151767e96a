#include "core/common/error.h"
#include "core/params/paramtable.h"

#include <QJsonArray>
#include <QTest>

using namespace aisle;

namespace {
struct Params
{
    int factors = 64;
    double learningRate = 1e-3;
    bool bias = true;
    std::string loss = "softmax";
    std::string runs;
};

const ParamTable<Params> &table()
{
    static const auto kTable =
        ParamTable<Params>{}
            .add("factors", &Params::factors, {"Factors", "size"}, {1, 1024, ParamScale::PowerOfTwo})
            .add("learning-rate", &Params::learningRate, {"Learning rate", "step"}, {1e-6, 1, ParamScale::Log})
            .add("bias", &Params::bias, {"Bias", ""})
            .add("loss", &Params::loss, {"Loss", ""}, {"softmax", "bce"})
            .addText("runs", &Params::runs, {"Runs", ""}, {"3,5:2"});
    return kTable;
}
} // namespace

class TestParams : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void defaultsAreTheStructsInitialisers()
    {
        const auto params = table().read({});
        QCOMPARE(params.factors, 64);
        QCOMPARE(params.learningRate, 1e-3);
        QCOMPARE(params.bias, true);
        QCOMPARE(params.loss, std::string("softmax"));
    }
    void givenValuesAreTaken()
    {
        QJsonObject given;
        for (const auto &[key, text] :
             {std::pair{"factors", "128"}, {"learning-rate", "2e-6"}, {"bias", "no"}, {"loss", "bce"}, {"runs", "7,8"}})
            given.insert(QString::fromLatin1(key), table().schema().parse(key, QString::fromLatin1(text)));
        const auto params = table().read(given);
        QCOMPARE(params.factors, 128);
        QCOMPARE(params.learningRate, 2e-6);
        QCOMPARE(params.bias, false);
        QCOMPARE(params.loss, std::string("bce"));
        QCOMPARE(params.runs, std::string("7,8"));
        QCOMPARE(table().schema().changed(table().schema().complete(given)).size(), 5);
        QCOMPARE(table().schema().changed(table().schema().defaults()).size(), 0);
    }
    void wrongValuesAreRefusedWithTheRange_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("mentions");
        QTest::newRow("too large") << "factors"
                                   << "4096"
                                   << "1, 2 .. 1024";
        QTest::newRow("not whole") << "factors"
                                   << "3.5"
                                   << "1, 2 .. 1024";
        QTest::newRow("not a number") << "learning-rate"
                                      << "fast"
                                      << "1e-06 .. 1";
        QTest::newRow("nan") << "learning-rate"
                             << "nan"
                             << "1e-06 .. 1";
        QTest::newRow("choice") << "loss"
                                << "hinge"
                                << "softmax, bce";
        QTest::newRow("boolean") << "bias"
                                 << "perhaps"
                                 << "true, false";
        QTest::newRow("unknown key") << "factor"
                                     << "3"
                                     << "factors";
    }
    void wrongValuesAreRefusedWithTheRange()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(QString, mentions);
        try {
            table().schema().parse(key.toStdString(), text);
            QFAIL("accepted");
        } catch (const Error &error) {
            QVERIFY2(error.message().contains(mentions), error.what());
        }
    }
    void errorArgumentsAreNotExpandedAgain()
    {
        const Error error("x", "%1 and %2", {QStringLiteral("%2"), QStringLiteral("b")});
        QCOMPARE(error.message(), QStringLiteral("%2 and b"));
    }
};

QTEST_APPLESS_MAIN(TestParams)
#include "tst_params.moc"
