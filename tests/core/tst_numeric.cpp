#include "core/numeric/device.h"
#include "core/numeric/kernels.h"

#include <QTest>
#include <limits>
#include <vector>

using namespace aisle;

class TestNumeric : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blasIsToldByItsLibrary_data();
    void blasIsToldByItsLibrary();
    void whatRunsNeedsNoAdvice();
    void finiteIsToldOfEveryNumber();
};

/// By name, whatever the speed: on a busy machine every library is slow.
void TestNumeric::blasIsToldByItsLibrary_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *library, BlasKind kind) {
        QTest::newRow(library) << QString::fromLatin1(library) << static_cast<int>(kind);
    };
    row("/usr/lib/x86_64-linux-gnu/openblas-openmp/libblas.so.3", BlasKind::Fast);
    row("/usr/lib/x86_64-linux-gnu/openblas-openmp/libopenblasp-r0.3.21.so", BlasKind::Fast);
    row("/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3", BlasKind::TwoPools);
    row("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0", BlasKind::Reference);
    row("/opt/intel/mkl/lib/libmkl_rt.so.2", BlasKind::Fast);
    row("/usr/lib/x86_64-linux-gnu/blis-openmp/libblis.so.4", BlasKind::Fast);
    row("", BlasKind::Fast); // LibTorch's own
}

void TestNumeric::blasIsToldByItsLibrary()
{
    QFETCH(QString, library);
    QFETCH(int, kind);
    QCOMPARE(static_cast<int>(blasKind(library)), kind);
}

void TestNumeric::whatRunsNeedsNoAdvice()
{
    const auto report = blasReport();
    QVERIFY2(report.advice.isEmpty(), qPrintable(report.library)); // set-up installs the right one
    QVERIFY(report.gigaFlops > 0);
}

void TestNumeric::finiteIsToldOfEveryNumber()
{
    std::vector<float> values(37, -1e30F);
    QVERIFY(kernels::allFinite(values));
    QVERIFY(kernels::allFinite({}));
    for (const float bad : {std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(),
                            std::numeric_limits<float>::quiet_NaN()}) {
        for (const std::size_t place : {std::size_t(0), std::size_t(17), values.size() - 1}) {
            auto some = values;
            some[place] = bad;
            QVERIFY(!kernels::allFinite(some));
        }
    }
}

QTEST_GUILESS_MAIN(TestNumeric)
#include "tst_numeric.moc"
