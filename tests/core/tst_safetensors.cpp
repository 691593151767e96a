#include "core/common/error.h"
#include "core/common/random.h"
#include "core/numeric/formats/safetensors.h"
#include "tests/support/testdata.h"

#include <QBuffer>
#include <QTest>
#include <QtEndian>
#include <cmath>

using namespace aisle;

namespace {

QByteArray fileOf(const QByteArray &header, const QByteArray &data)
{
    QByteArray length(8, '\0');
    qToLittleEndian<std::uint64_t>(static_cast<std::uint64_t>(header.size()), length.data());
    return length + header + data;
}

SafeTensors readBytes(const QByteArray &bytes)
{
    auto buffer = std::make_shared<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return SafeTensors::read(buffer, QStringLiteral("test"));
}

const QByteArray kHeader = R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},)"
                           R"("b":{"dtype":"F16","shape":[3],"data_offsets":[16,22]},)"
                           R"("c":{"dtype":"BF16","shape":[1],"data_offsets":[22,24]},)"
                           R"("d":{"dtype":"I64","shape":[],"data_offsets":[24,32]},"__metadata__":{"by":"hand"}})";

QByteArray data()
{
    QByteArray bytes(32, '\0');
    const float floats[] = {1.5F, -2, 0, 1e-3F};
    memcpy(bytes.data(), floats, sizeof(floats));
    const std::uint16_t halves[] = {0x3c00, 0xc100, 0x0001, 0x3f80}; // 1, -2.5, the least subnormal; bf16 1
    memcpy(bytes.data() + 16, halves, sizeof(halves));
    return bytes;
}

} // namespace

class TestSafeTensors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryRealType()
    {
        const auto tensors = readBytes(fileOf(kHeader, data()));
        QCOMPARE(tensors.names().size(), std::size_t(4));
        QCOMPARE(tensors.shape("a"), (std::vector<std::int64_t>{2, 2}));
        QCOMPARE(tensors.values("a"), (std::vector<float>{1.5F, -2, 0, 1e-3F}));
        QCOMPARE(tensors.values("b"), (std::vector<float>{1, -2.5F, std::ldexp(1.0F, -24)}));
        QCOMPARE(tensors.values("c"), std::vector<float>{1});
        QVERIFY_EXCEPTION_THROWN(tensors.values("d"), Error);
        QVERIFY_EXCEPTION_THROWN(tensors.values("e"), Error);
    }
    void readsEveryWholeType()
    {
        const auto read = [](const char *type, int bytes) {
            const auto header = QStringLiteral(R"({"a":{"dtype":"%1","shape":[2],"data_offsets":[0,%2]}})")
                                    .arg(QString::fromLatin1(type))
                                    .arg(2 * bytes);
            QByteArray numbers(2 * bytes, '\0');
            numbers[0] = 5;
            for (int i = bytes; i < 2 * bytes; ++i)
                numbers[i] = '\xff';
            return readBytes(fileOf(header.toLatin1(), numbers)).integers("a");
        };
        QCOMPARE(read("I8", 1), (std::vector<std::int64_t>{5, -1}));
        QCOMPARE(read("U8", 1), (std::vector<std::int64_t>{5, 255}));
        QCOMPARE(read("I16", 2), (std::vector<std::int64_t>{5, -1}));
        QCOMPARE(read("U16", 2), (std::vector<std::int64_t>{5, 65535}));
        QCOMPARE(read("I32", 4), (std::vector<std::int64_t>{5, -1}));
        QCOMPARE(read("U32", 4), (std::vector<std::int64_t>{5, 4294967295}));
        QCOMPARE(read("I64", 8), (std::vector<std::int64_t>{5, -1}));
        QVERIFY_EXCEPTION_THROWN(read("F32", 4), Error);
    }
    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto with = [](const char *was, const char *is) {
            return fileOf(QByteArray(kHeader).replace(was, is), data());
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short length") << QByteArray(7, '\0');
        QTest::newRow("no header") << fileOf({}, {});
        QTest::newRow("huge header") << QByteArray(8, '\xff') + kHeader;
        QTest::newRow("header past the end") << fileOf(kHeader, {}).left(60);
        QTest::newRow("no object") << fileOf("[1]", {});
        QTest::newRow("missing bytes") << fileOf(kHeader, data().left(31));
        QTest::newRow("bytes too many") << fileOf(kHeader, data() + 'x');
        QTest::newRow("unknown type") << with("F32", "F33");
        QTest::newRow("negative extent") << with("[2,2]", "[-2,-2]");
        QTest::newRow("half an extent") << with("[2,2]", "[2.5,2]");
        QTest::newRow("overflowing shape") << with("[2,2]", "[9007199254740992,9007199254740992]");
        QTest::newRow("shape and place differ") << with("[2,2]", "[2,3]");
        QTest::newRow("backwards") << with("[0,16]", "[16,0]");
        QTest::newRow("overlap") << with("[16,22]", "[14,20]");
        QTest::newRow("gap") << with("[22,24]", "[24,26]");
        QTest::newRow("three offsets") << with("[0,16]", "[0,16,16]");
        QTest::newRow("text for a shape") << with("[2,2]", "\"2\"");
    }
    void refusesWhatCannotBe()
    {
        QFETCH(QByteArray, bytes);
        try {
            readBytes(bytes);
            QFAIL("was read");
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("weights.damaged"));
        }
    }
    /// Whatever is in the file: it is read within its bounds or refused with a sentence.
    void survivesMutations()
    {
        Random random(5);
        const auto whole = fileOf(kHeader, data());
        int readable = 0;
        for (int round = 0; round < 20000; ++round) {
            auto bytes = whole;
            for (std::uint32_t change = 0; change <= random.below(4); ++change) {
                const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(bytes.size())));
                switch (random.below(4)) {
                case 0:
                    bytes[at] = static_cast<char>(random.below(256));
                    break;
                case 1:
                    bytes[at] = "0123456789-.eE[]{},:\""[random.below(21)];
                    break;
                case 2:
                    bytes.remove(at, 1 + static_cast<qsizetype>(random.below(3)));
                    break;
                default:
                    bytes.insert(at, QByteArray(1 + static_cast<qsizetype>(random.below(3)), '9'));
                }
                if (bytes.isEmpty())
                    break;
            }
            try {
                const auto tensors = readBytes(bytes);
                for (const auto &name : tensors.names()) {
                    try {
                        std::size_t count = 1;
                        for (const auto extent : tensors.shape(name))
                            count *= static_cast<std::size_t>(extent);
                        QCOMPARE(tensors.values(name).size(), count);
                    } catch (const Error &error) {
                        QCOMPARE(error.code(), std::string("weights.type"));
                    }
                }
                ++readable;
            } catch (const Error &error) {
                QCOMPARE(error.code(), std::string("weights.damaged"));
            }
        }
        QVERIFY(readable > 0);
    }
    void readsWeightsOfOthers()
    {
        const auto tensors = SafeTensors::open(test::sourceFile("tests/data/golden/transformer.safetensors"));
        QCOMPARE(tensors.shape("item_embeddings.weight"), (std::vector<std::int64_t>{22, 8}));
        QCOMPARE(tensors.values("position_embeddings.weight").size(), std::size_t(6 * 8));
        QVERIFY_EXCEPTION_THROWN(SafeTensors::open(QStringLiteral("/nowhere/at.all")), Error);
    }
};

QTEST_APPLESS_MAIN(TestSafeTensors)
#include "tst_safetensors.moc"
