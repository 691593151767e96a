#include "core/features/encoders/tokenisers/texttokeniser.h"
#include "tests/support/errorof.h"
#include "tests/support/testdata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle;
using aisle::test::errorOf;

namespace {

QJsonDocument read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
}

QJsonDocument fixture(const char *name)
{
    return read(test::sourceFile("tests/data/tokenisers/") + QLatin1String(name) + QStringLiteral(".json"));
}

std::vector<std::int32_t> numbers(const QJsonValue &list)
{
    std::vector<std::int32_t> numbers;
    for (const auto &number : list.toArray())
        numbers.push_back(number.toInt(-1));
    return numbers;
}

/// What differs from the ids that are expected, text by text; empty where nothing does.
QString differences(const TextTokeniser &tokeniser, const QJsonArray &texts, const QJsonArray &ids,
                    TokenLimits limits = {})
{
    QStringList found;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto made = tokeniser.tokens(texts[i].toString().toStdString(), limits).ids;
        if (made == numbers(ids[i]))
            continue;
        QStringList is;
        for (const auto id : made)
            is << QString::number(id);
        found << QStringLiteral("\"%1\" is [%2], not %3")
                     .arg(texts[i].toString(), is.join(QLatin1Char(',')),
                          QString::fromUtf8(QJsonDocument(ids[i].toArray()).toJson(QJsonDocument::Compact)));
    }
    return found.join(QLatin1Char('\n'));
}

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

/// A sound tokeniser with one part replaced.
QJsonObject with(const char *key, const char *json)
{
    auto tokeniser = object(R"({"model":{"type":"WordLevel","vocab":{"[UNK]":0,"a":1},"unk_token":"[UNK]"}})");
    tokeniser.insert(QString::fromLatin1(key), object(json));
    return tokeniser;
}

} // namespace

class TestTokenisers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalTheReference_data()
    {
        QTest::addColumn<QJsonObject>("expected");
        for (const char *name : {"bytelevel", "characterpairs", "unigram", "words"}) {
            const auto cases = fixture(name).array();
            QVERIFY(!cases.isEmpty());
            for (const auto &one : cases)
                QTest::newRow(qPrintable(one.toObject().value(QStringLiteral("name")).toString())) << one.toObject();
        }
    }
    void equalTheReference()
    {
        QFETCH(QJsonObject, expected);
        const auto tokeniser =
            TextTokeniser::read(expected[QStringLiteral("tokenizer")].toObject(), QStringLiteral("test"));
        const auto texts = expected[QStringLiteral("texts")].toArray();
        QCOMPARE(differences(tokeniser, texts, expected[QStringLiteral("ids")].toArray()), QString());
        const auto longest = static_cast<std::size_t>(expected[QStringLiteral("longest")].toInt());
        QCOMPARE(differences(tokeniser, texts, expected[QStringLiteral("cut")].toArray(), {.longest = longest}),
                 QString());
        std::vector<std::int32_t> types;
        for (const auto &text : texts)
            for (const auto type : tokeniser.tokens(text.toString().toStdString()).types)
                types.push_back(type);
        std::ranges::sort(types);
        types.erase(std::unique(types.begin(), types.end()), types.end());
        QCOMPARE(types, numbers(expected[QStringLiteral("types")]));
    }

    /// Each normaliser and pre-tokeniser by itself, under a vocabulary of whole pieces.
    void cutAsTheReference_data()
    {
        QTest::addColumn<QJsonObject>("expected");
        const auto cases = fixture("cuts")[QStringLiteral("cases")].toArray();
        QVERIFY(!cases.isEmpty());
        for (const auto &one : cases)
            QTest::newRow(qPrintable(one.toObject().value(QStringLiteral("name")).toString())) << one.toObject();
    }
    void cutAsTheReference()
    {
        QFETCH(QJsonObject, expected);
        QVariantMap vocabulary;
        for (const auto &word : expected[QStringLiteral("words")].toArray())
            vocabulary.insert(word.toString(), static_cast<int>(vocabulary.size()));
        auto tokeniser = expected[QStringLiteral("tokenizer")].toObject();
        tokeniser.insert(QStringLiteral("model"),
                         QJsonObject{{QStringLiteral("type"), QStringLiteral("WordLevel")},
                                     {QStringLiteral("unk_token"), QStringLiteral("<unk>")},
                                     {QStringLiteral("vocab"), QJsonObject::fromVariantMap(vocabulary)}});
        QCOMPARE(differences(TextTokeniser::read(tokeniser, QStringLiteral("test")),
                             fixture("cuts")[QStringLiteral("texts")].toArray(),
                             expected[QStringLiteral("ids")].toArray()),
                 QString());
    }

    /// The published vocabularies, from a folder with vocab.txt alone.
    void readBertsVocabulary()
    {
        const auto cases = fixture("bertvocab").array();
        QVERIFY(!cases.isEmpty());
        for (const auto &value : cases) {
            const auto expected = value.toObject();
            const auto words = test::dataFile(
                ("models/bert-vocab/" + expected[QStringLiteral("file")].toString().toStdString()).c_str());
            if (words.isEmpty())
                QSKIP(test::kNoData);
            const QTemporaryDir folder;
            QVERIFY(QFile::copy(words, folder.filePath(QStringLiteral("vocab.txt"))));
            QFile config(folder.filePath(QStringLiteral("tokenizer_config.json")));
            QVERIFY(config.open(QIODevice::WriteOnly));
            config.write(QJsonDocument(expected[QStringLiteral("config")].toObject()).toJson());
            config.close();
            QCOMPARE(differences(TextTokeniser::open(folder.path()), expected[QStringLiteral("texts")].toArray(),
                                 expected[QStringLiteral("ids")].toArray()),
                     QString());
        }
    }

    void takesWrongBytesForReplacements()
    {
        const auto tokeniser = TextTokeniser::read(
            object(R"({"model":{"type":"WordLevel","vocab":{"[UNK]":0,"a\ufffdb":1},"unk_token":"[UNK]"}})"),
            QStringLiteral("test"));
        QCOMPARE(tokeniser
                     .tokens("a\xff"
                             "b")
                     .ids,
                 std::vector<std::int32_t>{1});
    }

    void countsWordsThatItDoesNotKnow()
    {
        const auto pieces =
            TextTokeniser::read(with("pre_tokenizer", R"({"type":"BertPreTokenizer"})"), QStringLiteral("test"));
        const auto made = pieces.tokens("a, b! a 茶");
        QCOMPARE(made.words, std::size_t(4)); // punctuation is no word
        QCOMPARE(made.unknownWords, std::size_t(2));
        const auto whole = TextTokeniser::read(
            object(
                R"({"model":{"type":"Unigram","vocab":[["<unk>",0],["\u2581a",-1],["a",-2],["\u2581",-3]],"unk_id":0},)"
                R"("pre_tokenizer":{"type":"Metaspace","split":false}})"),
            QStringLiteral("test"));
        QCOMPARE(whole.tokens("a b a").words, std::size_t(3));
        QCOMPARE(whole.tokens("a b a").unknownWords, std::size_t(1));
    }

    void putsLowerCaseBeforeWhatKeepsIt()
    {
        auto tokeniser = with("normalizer", R"({"type":"NFC"})");
        QCOMPARE(TextTokeniser::read(tokeniser, QStringLiteral("test")).tokens("A").ids, std::vector<std::int32_t>{0});
        QCOMPARE(TextTokeniser::read(tokeniser, QStringLiteral("test"), true).tokens("A").ids,
                 std::vector<std::int32_t>{1});
    }

    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<QJsonObject>("tokeniser");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QJsonObject &tokeniser, const char *code) {
            QTest::newRow(name) << tokeniser << QString::fromLatin1(code);
        };
        row("normaliser", with("normalizer", R"({"type":"Rot13"})"), "tokeniser.unknown");
        row("normaliser within", with("normalizer", R"({"type":"Sequence","normalizers":[{"type":"Rot13"}]})"),
            "tokeniser.unknown");
        row("pre-tokeniser", with("pre_tokenizer", R"({"type":"UnicodeScripts"})"), "tokeniser.unknown");
        row("model", with("model", R"({"type":"Syllables","vocab":{}})"), "tokeniser.unknown");
        row("post-processor", with("post_processor", R"({"type":"Sentinel"})"), "tokeniser.unknown");
        row("pattern", with("pre_tokenizer", R"({"type":"Split","pattern":{"Regex":"*a"},"behavior":"Isolated"})"),
            "tokeniser.pattern");
        row("behaviour", with("pre_tokenizer", R"({"type":"Split","pattern":{"String":"a"},"behavior":"Lost"})"),
            "tokeniser.damaged");
        row("prepend scheme", with("pre_tokenizer", R"({"type":"Metaspace","prepend_scheme":"last"})"),
            "tokeniser.damaged");
        row("nothing", {}, "tokeniser.damaged");
        row("no vocabulary", with("model", R"({"type":"WordPiece"})"), "tokeniser.damaged");
        row("an id", with("model", R"({"type":"WordPiece","vocab":{"[UNK]":-1}})"), "tokeniser.damaged");
        row("unknown token", with("model", R"({"type":"WordPiece","vocab":{"a":0}})"), "tokeniser.damaged");
        row("merge", with("model", R"({"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]})"), "tokeniser.damaged");
        row("half a merge", with("model", R"({"type":"BPE","vocab":{"a":0,"b":1},"merges":[["a"]]})"),
            "tokeniser.damaged");
        row("score", with("model", R"({"type":"Unigram","vocab":[["a","b"]]})"), "tokeniser.damaged");
        row("unk_id", with("model", R"({"type":"Unigram","vocab":[["a",-1]],"unk_id":1})"), "tokeniser.damaged");
        row("charsmap", with("normalizer", R"({"type":"Precompiled","precompiled_charsmap":"8AAAAAA="})"),
            "tokeniser.damaged");
        row("template",
            with("post_processor", R"({"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x"}}]})"),
            "tokeniser.damaged");
        row("template without text", with("post_processor", R"({"type":"TemplateProcessing","single":[]})"),
            "tokeniser.damaged");
        row("frame", with("post_processor", R"({"type":"BertProcessing","sep":["x"],"cls":["y",1]})"),
            "tokeniser.damaged");
        row("truncation", with("truncation", R"({"max_length":-3})"), "tokeniser.damaged");
    }
    void refusesWhatItCannotRead()
    {
        QFETCH(QJsonObject, tokeniser);
        QFETCH(QString, code);
        QCOMPARE(QString::fromStdString(errorOf([&] { TextTokeniser::read(tokeniser, QStringLiteral("test")); })),
                 code);
    }

    /// A charsmap whose trie leads out of it is no reason to read there.
    void staysWithinATrieThatLies()
    {
        const auto tokeniser = TextTokeniser::read(
            with("normalizer", R"({"type":"Precompiled","precompiled_charsmap":"CAAAAP7+/v7+/v7+"})"),
            QStringLiteral("test"));
        QCOMPARE(tokeniser.tokens("a").ids, std::vector<std::int32_t>{1});
    }

    /// A pattern that tries every way of cutting a text is given up.
    void endsPatternsWithoutEnd()
    {
        const auto tokeniser = TextTokeniser::read(
            with("pre_tokenizer", R"({"type":"Split","pattern":{"Regex":"(x+x+)+y"},"behavior":"Isolated"})"),
            QStringLiteral("test"));
        QCOMPARE(errorOf([&] { tokeniser.tokens(std::string(60, 'x')); }), std::string("tokeniser.pattern"));
    }

    void asksForATokeniser()
    {
        const QTemporaryDir folder;
        QCOMPARE(errorOf([&] { TextTokeniser::open(folder.path()); }), std::string("encoder.no-tokeniser"));
    }
};

QTEST_GUILESS_MAIN(TestTokenisers)
#include "tst_tokenisers.moc"
