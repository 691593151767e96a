#include "core/features/encoders/text/encoderfolder.h"
#include "core/jobs/jobcontext.h"
#include "tests/support/errorof.h"
#include "tests/support/testdata.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace aisle;
using aisle::test::errorOf;

namespace {

QJsonArray listOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

QString tinyEncoder(const char *name)
{
    return test::sourceFile("tests/data/encoders/") + QLatin1String(name);
}

std::vector<float> encoded(const TextEncoder &encoder, const std::vector<std::string> &texts)
{
    SilentContext job;
    return encoder.encode(texts, Device::Cpu, job).vectors;
}

/// A copy of an encoder to be spoilt.
class Copy
{
public:
    explicit Copy(const char *name)
    {
        const auto from = tinyEncoder(name);
        for (QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
            const auto file = files.next();
            const auto to = at(file.mid(from.size() + 1));
            QDir().mkpath(QFileInfo(to).path());
            QFile::copy(file, to);
        }
    }
    QString at(const QString &name) const { return m_folder.path() + QLatin1Char('/') + name; }
    void remove(const char *name) const { QFile::remove(at(QString::fromLatin1(name))); }
    void write(const char *name, const QByteArray &bytes) const
    {
        remove(name);
        QFile file(at(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QByteArray read(const char *name) const
    {
        QFile file(at(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void replace(const char *name, const char *was, const char *is) const
    {
        const auto before = read(name);
        QVERIFY2(before.contains(was), was);
        write(name, QByteArray(before).replace(was, is));
    }
    std::string error() const
    {
        return errorOf([&] { encoded(*openTextEncoder(m_folder.path()), {"red cup", "white lamp"}); });
    }

private:
    QTemporaryDir m_folder;
};

/// What the fixture or the reference has of a text is what the encoder makes of it.
void compareWith(const TextEncoder &encoder, const QJsonArray &expected, float tolerance)
{
    QVERIFY(!expected.isEmpty());
    std::vector<std::string> texts;
    for (const auto &entry : expected)
        texts.push_back(entry.toObject().value(QStringLiteral("text")).toString().toStdString());
    const auto vectors = encoded(encoder, texts);
    const auto dims = static_cast<std::size_t>(encoder.dims());
    QCOMPARE(vectors.size(), texts.size() * dims);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto entry = expected[static_cast<qsizetype>(i)].toObject();
        std::vector<std::int32_t> ids;
        for (const auto &id : entry.value(QStringLiteral("tokens")).toArray())
            ids.push_back(id.toInt());
        QVERIFY2(encoder.tokens(texts[i]).ids == ids, texts[i].c_str());
        const auto vector = entry.value(QStringLiteral("vector")).toArray();
        QCOMPARE(static_cast<std::size_t>(vector.size()), dims);
        double product = 0, ours = 0, theirs = 0;
        for (std::size_t d = 0; d < dims; ++d) {
            const double is = vectors[i * dims + d], should = vector[static_cast<qsizetype>(d)].toDouble();
            QVERIFY2(std::abs(is - should) < static_cast<double>(tolerance), texts[i].c_str());
            product += is * should;
            ours += is * is;
            theirs += should * should;
        }
        QVERIFY(product / std::sqrt(ours * theirs) > 1 - 1e-4);
    }
}

class StoppedContext : public SilentContext
{
public:
    void checkpoint() override
    {
        if (++looks > 2)
            throw Cancelled();
    }
    void progress(double fraction, const QString &) override
    {
        fell = fell || fraction < reached;
        reached = fraction;
    }
    int looks = -1000;
    double reached = 0;
    bool fell = false;
};

} // namespace

class TestTextEncoders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Vectors that numpy made: gamma and beta, prefix, mean, linear layer, length 1; bfloat16, positions behind the
    /// padding's, tanh's GELU, first and greatest side by side.
    void equalsAnotherComputation_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("bert") << tinyEncoder("tiny-bert");
        QTest::newRow("roberta") << tinyEncoder("tiny-roberta");
    }
    void equalsAnotherComputation()
    {
        QFETCH(QString, folder);
        compareWith(*openTextEncoder(folder), listOf(folder + QStringLiteral("/expected.json")), 1e-5F);
    }

    void equalsTheReference()
    {
        const auto folder = test::sourceFile(".models/all-MiniLM-L6-v2");
        const auto expected = test::dataFile("models/minilm-golden.json");
        if (expected.isEmpty() || !QFileInfo(folder).isDir())
            QSKIP(test::kNoData);
        compareWith(*openTextEncoder(folder), listOf(expected), 1e-3F);
    }

    void readsTablesOfTokens_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("tolerance");
        const auto longText = QStringLiteral("hello ").repeated(1000);
        for (const char *kind : {"float32", "float16", "int8", "sentence-transformers"}) {
            const double tolerance = qstrcmp(kind, "int8") == 0      ? 0.02 // what is expected is of the exact table
                                     : qstrcmp(kind, "float16") == 0 ? 2e-4
                                                                     : 1e-4;
            QTest::addRow("%s, short", kind)
                << QString::fromLatin1(kind) << QStringLiteral("short") << QStringLiteral("hello world") << tolerance;
            QTest::addRow("%s, long", kind)
                << QString::fromLatin1(kind) << QStringLiteral("long") << longText << tolerance;
        }
        QTest::newRow("quantized") << QStringLiteral("vocab-quantized") << QStringLiteral("vocab_quantized")
                                   << QStringLiteral("hello") << 1e-4;
    }
    void readsTablesOfTokens()
    {
        QFETCH(QString, folder);
        QFETCH(QString, expected);
        QFETCH(QString, text);
        QFETCH(double, tolerance);
        const auto tables = test::dataFile("models/model2vec-fixtures");
        if (tables.isEmpty())
            QSKIP(test::kNoData);
        const auto encoder = openTextEncoder(tables + QStringLiteral("/test-model-") + folder);
        const auto vector = encoded(*encoder, {text.toStdString(), ""});
        const auto wanted = listOf(tables + QStringLiteral("/embeddings_%1.json").arg(expected))[0].toArray();
        QCOMPARE(encoder->dims(), static_cast<std::int64_t>(wanted.size()));
        for (qsizetype d = 0; d < wanted.size(); ++d) {
            QVERIFY(std::abs(static_cast<double>(vector[static_cast<std::size_t>(d)]) - wanted[d].toDouble()) <
                    tolerance);
            QCOMPARE(vector[static_cast<std::size_t>(wanted.size() + d)], 0.0F); // of an empty text
        }
    }

    /// Texts are taken by their length, many at once: each has the vector that it has alone, where it was.
    void knowsNoNeighbours()
    {
        const auto encoder = openTextEncoder(tinyEncoder("tiny-bert"));
        std::vector<std::string> texts;
        const std::vector<std::string> words{"red", "cup", "kitchen", "lamp"};
        for (std::size_t i = 0; i < 600; ++i) {
            std::string text;
            for (std::size_t word = 0; word < i * 7 % 9; ++word)
                text += words[(i + word) % words.size()] + " ";
            texts.push_back(text);
        }
        const auto all = encoded(*encoder, texts);
        const auto dims = static_cast<std::size_t>(encoder->dims());
        for (std::size_t i = 0; i < texts.size(); i += 37) {
            const auto alone = encoded(*encoder, {texts[i]});
            for (std::size_t d = 0; d < dims; ++d)
                QVERIFY(std::abs(alone[d] - all[i * dims + d]) < 1e-5F);
        }
        QVERIFY(encoded(*encoder, {}).empty());
    }

    void countsWordsThatTheEncoderDoesNotKnow()
    {
        const auto encoder = openTextEncoder(tinyEncoder("tiny-bert"));
        SilentContext job;
        const auto known = encoder->encode(std::vector<std::string>{"red cup", "the lamp!"}, Device::Cpu, job);
        QCOMPARE(known.words, std::size_t(4));
        QCOMPARE(known.unknownShare(), 0.0);
        const auto half = encoder->encode(std::vector<std::string>{"red cup \u7ea2\u8272"}, Device::Cpu, job);
        QCOMPARE(half.unknownShare(), 0.5);
    }

    void stopsWhenAsked()
    {
        const auto encoder = openTextEncoder(tinyEncoder("tiny-bert"));
        const std::vector<std::string> texts(3000, "red cup");
        StoppedContext job;
        encoder->encode(texts, Device::Cpu, job);
        QVERIFY(!job.fell);
        QCOMPARE(job.reached, 1.0);
        job.looks = 0;
        QVERIFY_EXCEPTION_THROWN(encoder->encode(texts, Device::Cpu, job), Cancelled);
    }

    void saysWhatIsWrong()
    {
        const auto with = [](const char *file, const char *was, const char *is) {
            const Copy copy("tiny-bert");
            copy.replace(file, was, is);
            return copy.error();
        };
        const auto without = [](const char *file) {
            const Copy copy("tiny-bert");
            copy.remove(file);
            return copy.error();
        };
        QCOMPARE(errorOf([] { openTextEncoder(QStringLiteral("/nowhere")); }), std::string("encoder.no-folder"));
        QCOMPARE(without("tokenizer.json"), std::string("encoder.no-tokeniser"));
        QCOMPARE(without("model.safetensors"), std::string("encoder.no-weights"));
        QCOMPARE(without("config.json"), std::string("encoder.config"));
        QCOMPARE(without("2_Dense/config.json"), std::string("encoder.unreadable"));
        QCOMPARE(with("config.json", "{", "["), std::string("encoder.damaged"));
        QCOMPARE(with("config.json", "\"hidden_size\": 12", "\"hidden_size\": 15"), std::string("encoder.shape"));
        QCOMPARE(with("config.json", "\"hidden_size\": 12", "\"hidden_size\": -12"), std::string("encoder.config"));
        QCOMPARE(with("config.json", "\"intermediate_size\": 20", "\"intermediate_size\": 21"),
                 std::string("encoder.shape"));
        QCOMPARE(with("config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"),
                 std::string("weights.no-tensor"));
        QCOMPARE(with("config.json", "\"num_attention_heads\": 3", "\"num_attention_heads\": 5"),
                 std::string("encoder.heads"));
        QCOMPARE(with("config.json", "\"model_type\": \"bert\"", "\"model_type\": \"mpnet\""),
                 std::string("encoder.architecture"));
        QCOMPARE(with("config.json", "absolute", "relative_key"), std::string("encoder.architecture"));
        QCOMPARE(with("config.json", "\"gelu\"", "\"snake\""), std::string("encoder.activation"));
        QCOMPARE(with("modules.json", "models.Normalize", "models.WordWeights"), std::string("encoder.module"));
        QCOMPARE(with("1_Pooling/config.json", "pooling_mode_mean_tokens", "pooling_mode_lasttoken"),
                 std::string("encoder.pooling"));
        QCOMPARE(with("2_Dense/config.json", "Tanh", "Snake"), std::string("encoder.activation"));
        QCOMPARE(with("model.safetensors", "\"bert.embeddings.word", "\"bert.embeddings.wore"),
                 std::string("weights.no-tensor"));
        QCOMPARE(with("tokenizer.json", "\"##p\":", "\"##p\":9"), std::string("encoder.token"));
    }

    void saysWhatIsWrongOfWeights()
    {
        const Copy cut("tiny-bert");
        cut.write("model.safetensors", cut.read("model.safetensors").chopped(5));
        QCOMPARE(cut.error(), std::string("weights.damaged"));
        const Copy infinite("tiny-bert");
        infinite.write("model.safetensors",
                       infinite.read("model.safetensors").chopped(4) + QByteArray("\x00\x00\xc0\x7f", 4));
        QCOMPARE(infinite.error(), std::string("encoder.not-finite"));
    }
};

QTEST_GUILESS_MAIN(TestTextEncoders)
#include "tst_textencoders.moc"
