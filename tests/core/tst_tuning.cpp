#include "core/common/error.h"
#include "core/common/random.h"
#include "core/features/encoders/text/encoderfolder.h"
#include "core/features/encoders/text/tunableencoder.h"
#include "core/features/tunedencoder.h"
#include "core/recommend/abilities.h"
#include "core/recommend/content/historypairs.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"
#include "tests/support/errorof.h"
#include "tests/support/testdata.h"

#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace aisle;
using namespace aisle::test;

namespace {

const std::vector<std::string> kTexts{"red cup", "white lamp", "the kitchen mat and the cup", "lamp"};

QString tiny(const char *name = "tiny-bert")
{
    return sourceFile("tests/data/encoders/") + QLatin1String(name);
}

at::Tensor vectorsOf(const TunableEncoder &encoder, const std::vector<std::string> &texts = kTexts)
{
    SilentContext job;
    return encoder.vectors(encoder.allTokens(texts, job), job);
}

std::vector<float> encoded(const TextEncoder &encoder)
{
    SilentContext job;
    return encoder.encode(kTexts, Device::Cpu, job).vectors;
}

double apart(const std::vector<float> &a, const std::vector<float> &b)
{
    double most = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        most = std::max(most, static_cast<double>(std::abs(a[i] - b[i])));
    return most;
}

/// As if something had been learnt.
void disturb(TunableEncoder &encoder)
{
    std::uint64_t seed = 0;
    for (auto *tensor : encoder.learnt())
        *tensor = *tensor + normalTensor(tensor->sizes(), .05, ++seed);
}

/// Cups, lamps and others: the words of one say nothing of another.
std::shared_ptr<SideFacts> plantedTitles()
{
    auto facts = std::make_shared<SideFacts>();
    const std::vector<std::string> cups{"cup", "the cup", "kitchen cup", "cup and mat"},
        lamps{"lamp", "the lamp", "white lamp", "lamp and hat"}, others{"kitchen", "mat", "hat", "the mat"};
    for (const auto *words : {&cups, &lamps, &others})
        for (const auto &word : *words)
            facts->titles.push_back(word);
    return facts;
}

/// Cups (0..3) and lamps (4..7) are bought together; the others (8..11) by others.
TrainingSet plantedTraining()
{
    std::vector<std::vector<std::uint32_t>> histories;
    for (std::uint32_t u = 0; u < 40; ++u)
        histories.push_back(u % 2 == 0 ? std::vector<std::uint32_t>{u / 2 % 4, 4 + u / 2 % 4, (u / 2 + 1) % 4}
                                       : std::vector<std::uint32_t>{8 + u / 2 % 4, 8 + (u / 2 + 1) % 4});
    return trainingOf(12, histories);
}

QJsonObject parameters(const QJsonObject &more = {})
{
    QJsonObject all{{QStringLiteral("encoder"), tiny()},
                    {QStringLiteral("epochs"), 12},
                    {QStringLiteral("learning-rate"), .01},
                    {QStringLiteral("batch-size"), 16}};
    for (auto it = more.begin(); it != more.end(); ++it)
        all.insert(it.key(), it.value());
    return all;
}

std::unique_ptr<Recommender> fitted(const QJsonObject &more = {}, const FitHooks &hooks = {})
{
    auto recommender = makeRecommender("text-encoder", parameters(more));
    SilentContext job;
    recommender->fit({.events = plantedTraining(), .facts = plantedTitles()}, {.threads = 1}, hooks, job);
    return recommender;
}

TunedEncoder tunedBy(const Recommender &recommender)
{
    return dynamic_cast<const TunesEncoder &>(recommender).tunedEncoder();
}

double cosine(const Recommender &recommender, std::uint32_t a, std::uint32_t b)
{
    const auto items = *itemEmbeddingOf(recommender);
    double sum = 0;
    for (std::uint32_t d = 0; d < items.size; ++d)
        sum += static_cast<double>(items.row(a)[d]) * static_cast<double>(items.row(b)[d]);
    return sum;
}

/// The mean cosine of cups and lamps less that of cups and what is never bought with them.
double nearness(const Recommender &recommender)
{
    double sum = 0;
    for (std::uint32_t a = 0; a < 4; ++a)
        for (std::uint32_t b = 0; b < 4; ++b)
            sum += cosine(recommender, a, 4 + b) - cosine(recommender, a, 8 + b);
    return sum / 16;
}

std::vector<RankedList> listsOf(const Recommender &recommender)
{
    const auto train = plantedTraining();
    std::vector<Request> requests;
    for (std::uint32_t u = 0; u < 4; ++u)
        requests.push_back({.user = {}, .history = train.history(UserIndex(u))});
    return recommender.rank(requests, {.k = 5});
}

QByteArray saved(const Recommender &recommender)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    recommender.save(buffer);
    return buffer.data();
}

QString copyOf(const char *name, const QTemporaryDir &to)
{
    const auto folder = to.filePath(QLatin1String(name));
    QDirIterator files(tiny(name), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const auto file = files.next();
        const auto copy = folder + u'/' + QDir(tiny(name)).relativeFilePath(file);
        QDir().mkpath(QFileInfo(copy).path());
        QFile::copy(file, copy);
    }
    return folder;
}

} // namespace

/// Text encoders that learn, and the recommender that teaches them.
class TestTuning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encoders_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<bool>("all");
        QTest::newRow("bert, attention") << tiny() << false;
        QTest::newRow("bert, all") << tiny() << true;
        QTest::newRow("roberta, all") << tiny("tiny-roberta") << true;
    }

    void nothingLearntChangesNothing_data() { encoders_data(); }
    void nothingLearntChangesNothing()
    {
        QFETCH(QString, folder);
        QFETCH(bool, all);
        const auto before = encoded(*openTextEncoder(folder));
        const auto encoder = openTunableEncoder(folder);
        encoder->beginTuning({.rank = 3, .allLayers = all}, 1, Device::Cpu);
        QVERIFY(apart(encoded(*encoder), before) < 1e-6);
        QVERIFY(apart(toVector(vectorsOf(*encoder)), before) < 1e-5);
    }

    void mergedIsUnmerged_data() { encoders_data(); }
    void mergedIsUnmerged()
    {
        QFETCH(QString, folder);
        QFETCH(bool, all);
        const auto encoder = openTunableEncoder(folder);
        encoder->beginTuning({.rank = 3, .allLayers = all}, 1, Device::Cpu);
        const auto before = encoded(*encoder);
        disturb(*encoder);
        const auto apartNow = encoded(*encoder);
        QVERIFY(apart(apartNow, before) > 1e-3);
        encoder->merge();
        QVERIFY(apart(encoded(*encoder), apartNow) < 1e-5);
    }

    void learnsRankTimesWidths_data() { encoders_data(); }
    void learnsRankTimesWidths()
    {
        QFETCH(QString, folder);
        QFETCH(bool, all);
        const auto encoder = openTunableEncoder(folder);
        std::int64_t wanted = 0;
        for (const auto &layer : encoder->linears(all))
            wanted += 3 * (layer.to + layer.from);
        QVERIFY(wanted > 0);
        encoder->beginTuning({.rank = 3, .allLayers = all}, 1, Device::Cpu);
        QCOMPARE(countNumbers(encoder->learnt()), wanted);
    }

    /// Of a sum over all vectors, against differences; rank 0 learns the tensors themselves.
    void gradientsAreThoseOfDifferences_data()
    {
        QTest::addColumn<int>("rank");
        QTest::newRow("low rank") << 2;
        QTest::newRow("everything") << 0;
    }
    void gradientsAreThoseOfDifferences()
    {
        QFETCH(int, rank);
        const auto encoder = openTunableEncoder(tiny());
        encoder->beginTuning({.rank = rank, .allLayers = true}, 5, Device::Cpu);
        disturb(*encoder);
        const auto tensors = encoder->learnt();
        for (auto *tensor : tensors)
            *tensor = tensor->detach().contiguous().requires_grad_();
        const auto weights = normalTensor(vectorsOf(*encoder).sizes(), 1, 77);
        const auto value = [&] { return (vectorsOf(*encoder) * weights).sum(); };
        value().backward();
        Random random(3);
        double most = 0;
        for (auto *tensor : tensors) {
            const at::NoGradGuard noGrad;
            if (!tensor->grad().defined())
                continue; // token types that no text has
            const auto place = static_cast<std::int64_t>(random.below(static_cast<std::uint32_t>(tensor->numel())));
            auto cell = tensor->view({-1})[place];
            const double was = cell.item<double>(), step = 4e-3;
            cell.fill_(was + step);
            const double above = value().item<double>();
            cell.fill_(was - step);
            const double below = value().item<double>();
            cell.fill_(was);
            const double is = tensor->grad().view({-1})[place].item<double>(), should = (above - below) / (2 * step);
            most = std::max(most, std::abs(is));
            QVERIFY2(std::abs(is - should) < 5e-3 * std::max(1.0, std::abs(should)),
                     qPrintable(QStringLiteral("%1, not %2").arg(is).arg(should)));
        }
        QVERIFY(most > 1e-2);
    }

    void pairsAreNear()
    {
        const auto train = trainingOf(6, {{0, 1, 2, 3, 4}, {5}, {0, 0}});
        const std::vector<std::uint32_t> texts{0, 1, 2, HistoryPairs::kNoText, 3, 4};
        const HistoryPairs pairs(train, texts, 1);
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto drawn = pairs.draw(0, seed);
            QCOMPARE(drawn.size(), std::size_t(3)); // product 4 stands behind one without a text
            for (const auto &pair : drawn)
                QVERIFY(pair.user == UserIndex(0) && std::abs(int(pair.text) - int(pair.other)) == 1);
        }
        QCOMPARE(pairs.draw(2, 1).size(), std::size_t(2));
        QVERIFY(std::abs(static_cast<double>(pairs.logShares()[0]) - std::log(3.0 / 7)) < 1e-6);
    }

    /// Words that say nothing of each other come nearer where they are bought together.
    void whatIsBoughtTogetherComesNearer_data()
    {
        QTest::addColumn<int>("rank");
        QTest::newRow("low rank") << 8;
        QTest::newRow("everything") << 0;
    }
    void whatIsBoughtTogetherComesNearer()
    {
        QFETCH(int, rank);
        QJsonObject tuning{{QStringLiteral("rank"), rank},
                           {QStringLiteral("alpha"), 8},
                           {QStringLiteral("epochs"), 12},
                           {QStringLiteral("tuned-layers"), QStringLiteral("all")},
                           {QStringLiteral("learning-rate"), .01}};
        const auto after = fitted(tuning);
        tuning.insert(QStringLiteral("epochs"), 0);
        const auto before = fitted(tuning);
        QVERIFY2(nearness(*after) > nearness(*before) + .2,
                 qPrintable(QStringLiteral("%1 to %2").arg(nearness(*before)).arg(nearness(*after))));
    }

    void keptRunListsTheSame()
    {
        const auto run = fitted();
        auto bytes = saved(*run);
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        const auto again = makeRecommender("text-encoder", parameters());
        again->load(buffer);
        QVERIFY(listsOf(*again) == listsOf(*run));
        const auto tuned = tunedBy(*run), kept = tunedBy(*again);
        QCOMPARE(kept.learnt, tuned.learnt);
        QCOMPARE(kept.identity, tuned.identity);
        QCOMPARE(static_cast<std::int64_t>(kept.learnt.size()), again->parameterCount());
    }

    /// What the recommender ranks by, what the tuned encoder makes and what an exported folder makes are one.
    void exportedIsTheSame_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("rank");
        QTest::newRow("bert") << tiny() << 4;
        QTest::newRow("bert, everything") << tiny() << 0;
        QTest::newRow("roberta") << tiny("tiny-roberta") << 4;
    }
    void exportedIsTheSame()
    {
        QFETCH(QString, folder);
        QFETCH(int, rank);
        const auto run = fitted({{QStringLiteral("encoder"), folder},
                                 {QStringLiteral("rank"), rank},
                                 {QStringLiteral("epochs"), 2},
                                 {QStringLiteral("tuned-layers"), QStringLiteral("all")}});
        const auto tuned = tunedBy(*run);
        const auto there = encoded(*openTuned(tuned));
        QVERIFY(apart(there, encoded(*openTextEncoder(folder))) > 1e-4);
        const QTemporaryDir place;
        const auto out = place.filePath(QStringLiteral("tuned"));
        exportEncoder(tuned, out);
        QVERIFY(apart(encoded(*openTextEncoder(out)), there) < 1e-5);
        QCOMPARE(errorOf([&] { exportEncoder(tuned, out); }), std::string("export.folder-taken"));
        QCOMPARE(QDir(place.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), qsizetype(1));
        SilentContext job;
        const auto use = encoderOf(tuned, Device::Cpu);
        const auto title = use.encode(std::vector<std::string>{plantedTitles()->titles[2]}, job).vectors;
        const auto row = itemEmbeddingOf(*run)->row(2);
        double product = 0, length = 0;
        for (std::size_t d = 0; d < row.size(); ++d) {
            product += static_cast<double>(title[d]) * static_cast<double>(row[d]);
            length += static_cast<double>(title[d]) * static_cast<double>(title[d]);
        }
        QVERIFY(std::abs(product / std::sqrt(length) - 1) < 1e-5);
        QVERIFY(use.identity != encoderIn(folder, Device::Cpu).identity);
    }

    void goesOnFromACheckpoint()
    {
        QByteArray kept;
        FitHooks keeping;
        keeping.keepCheckpoint = [&](int, const std::function<void(QIODevice &)> &write) {
            QBuffer buffer(&kept);
            buffer.open(QIODevice::WriteOnly | QIODevice::Truncate);
            write(buffer);
        };
        int judged = 0;
        keeping.validate = [&](const Recommender &) -> std::optional<double> {
            if (++judged == 3)
                throw Cancelled();
            return judged;
        };
        QVERIFY_EXCEPTION_THROWN(fitted({{QStringLiteral("epochs"), 5}}, keeping), Cancelled);
        QVERIFY(!kept.isEmpty());
        QBuffer buffer(&kept);
        buffer.open(QIODevice::ReadOnly);
        const auto rising = [](int from) {
            return [epoch = from](const Recommender &) mutable { return std::optional<double>(++epoch); };
        };
        FitHooks resuming;
        resuming.resumeFrom = &buffer;
        resuming.validate = rising(2);
        FitHooks whole;
        whole.validate = rising(0);
        QVERIFY(saved(*fitted({{QStringLiteral("epochs"), 5}}, resuming)) ==
                saved(*fitted({{QStringLiteral("epochs"), 5}}, whole)));
    }

    void saysWhatIsWrong()
    {
        const auto error = [](const QJsonObject &with) { return errorOf([&] { fitted(with); }); };
        QCOMPARE(error({{QStringLiteral("encoder"), QStringLiteral("/nowhere")}}), std::string("encoder.no-folder"));
        QCOMPARE(error({{QStringLiteral("fields"), QStringLiteral("colour")}}), std::string("features.field"));
        QCOMPARE(error({{QStringLiteral("fields"), QStringLiteral("description")}}), std::string("features.no-text"));
        QCOMPARE(error({{QStringLiteral("fields"), QStringLiteral(" , ")}}), std::string("features.field"));

        const QTemporaryDir place;
        const auto folder = copyOf("tiny-bert", place);
        const auto tuned = tunedBy(*fitted({{QStringLiteral("encoder"), folder}, {QStringLiteral("epochs"), 1}}));
        auto lacking = tuned;
        lacking.learnt.pop_back();
        QCOMPARE(errorOf([&] { openTuned(lacking); }), std::string("snapshot.damaged"));
        QFile config(folder + QStringLiteral("/config.json"));
        QVERIFY(config.open(QIODevice::Append));
        config.write("\n");
        config.close();
        QCOMPARE(errorOf([&] { openTuned(tuned); }), std::string("encoder.base-changed"));
        QVERIFY(QDir(folder).removeRecursively());
        QCOMPARE(errorOf([&] { openTuned(tuned); }), std::string("encoder.base-gone"));
        QCOMPARE(errorOf([&] {
                     exportEncoder(tunedBy(*fitted({{QStringLiteral("epochs"), 0}})), tiny());
                 }),
                 std::string("export.folder-taken"));
    }
};

QTEST_GUILESS_MAIN(TestTuning)
#include "tst_tuning.moc"
