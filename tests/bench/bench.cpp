// Times the parts that people wait for. JSON on standard output: one object a benchmark with the median of its runs.
//   aisle_bench [--runs N] [--list] [--pairs SHAPE FILE] [NAME...]
//   aisle_bench --clicks ID [--set KEY=VALUE]... [--runs N]
//   aisle_bench --fit ID [--set KEY=VALUE]... [--users N] [--items N] [--events N] [--runs N]
#include "core/evaluate/evaluator.h"
#include "core/lists/listing.h"
#include "core/numeric/device.h"
#include "core/recommend/registry.h"
#include "core/runs/training/training.h"
#include "core/storage/project.h"
#include "core/storage/queries/tablequery.h"
#include "core/transfer/importing/importer.h"
#include "tests/bench/clickbench.h"
#include "tests/bench/fitbench.h"
#include "tests/support/synthetic.h"
#include "tests/support/testdata.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>

using namespace aisle;
using namespace aisle::test;

namespace {

using Clock = std::chrono::steady_clock;

double timed(const std::function<void()> &body)
{
    const auto start = Clock::now();
    body();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The shapes that figures are quoted for: a sparse shop, dense ones (as MovieLens 1M with ratings as events, whole and
/// its train part, and 100K), and a large catalogue.
const std::map<QString, SyntheticShape> &shapes()
{
    static const std::map<QString, SyntheticShape> kShapes{
        {QStringLiteral("sparse"), {}},
        {QStringLiteral("dense"),
         {.users = 6040, .items = 3416, .pairs = 994000, .userExponent = .6, .itemExponent = .7}},
        {QStringLiteral("train"),
         {.users = 6040, .items = 3416, .pairs = 805000, .userExponent = .6, .itemExponent = .7}},
        {QStringLiteral("small"),
         {.users = 943, .items = 1682, .pairs = 97000, .userExponent = .6, .itemExponent = .7}},
        {QStringLiteral("catalogue"), {.users = 10000, .items = 100000, .pairs = 300000}},
    };
    return kShapes;
}

std::shared_ptr<const TrainingSet> data(const QString &shape)
{
    static std::map<QString, std::shared_ptr<const TrainingSet>> made;
    auto &one = made[shape];
    if (!one)
        one = syntheticTrainingSet(shapes().at(shape));
    one->byItem();
    return one;
}

/// With only the settings that the recommender has.
QJsonObject among(const std::string &id, QJsonObject settings)
{
    for (const auto &key : settings.keys())
        if (!recommenderInfo(id).schema.find(key.toStdString()))
            settings.remove(key);
    return settings;
}

std::unique_ptr<Recommender> fitted(const std::string &id, const QString &shape, const QJsonObject &parameters = {})
{
    SilentContext job;
    auto recommender = makeRecommender(id, parameters);
    recommender->fit({*data(shape)}, {}, {}, job);
    return recommender;
}

std::vector<Request> everybody(const TrainingSet &train)
{
    std::vector<Request> requests;
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        requests.push_back({UserIndex(u), train.history(UserIndex(u)), {}});
    return requests;
}

/// A project of the bundled sample, imported once.
class SampleProject
{
public:
    SampleProject()
    {
        SilentContext job;
        m_project = Project::create(m_folder.filePath(QStringLiteral("sample.aisle")));
        importEvents(*m_project, request(), job);
    }
    static ImportRequest request()
    {
        const auto sources = listInputs({sourceFile("resources/samples/onlineretail.csv.gz")}).sources;
        return {sources.front(), recognise(sources.front()).recipe, {}, true};
    }
    const Project &project() const { return *m_project; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
};

const Project &sample()
{
    static const SampleProject kSample;
    return kSample.project();
}

/// A benchmark prepares once and returns the body that is timed.
struct Benchmark
{
    std::string name;
    std::string what;
    std::function<std::function<void()>()> prepare;
    int parts = 1; ///< alike, of the body: the time of one is told
};

std::function<void()> fitBody(const std::string &id, const QString &shape, QJsonObject parameters = {})
{
    data(shape);
    return [=] { fitted(id, shape, parameters); };
}

constexpr int kEpochs = 10;

std::function<void()> epochsBody(const std::string &id, const char *shape)
{
    return fitBody(id, QString::fromLatin1(shape),
                   {{QStringLiteral("epochs"), kEpochs}, {QStringLiteral("factors"), 64}});
}

std::function<void()> importBody()
{
    return [] {
        QTemporaryDir folder;
        SilentContext job;
        const auto project = Project::create(folder.filePath(QStringLiteral("new.aisle")));
        importEvents(*project, SampleProject::request(), job);
    };
}

std::function<void()> openBody()
{
    const auto path = sample().path();
    return [path] { Project::open(path, Project::Access::ReadOnly); };
}

std::function<void()> loadBody()
{
    sample();
    return [] {
        SilentContext job;
        Dataset::load(sample(), {}, job);
    };
}

std::function<void()> rankAllBody()
{
    auto recommender = std::shared_ptr(
        fitted("bpr", QStringLiteral("sparse"), {{QStringLiteral("epochs"), 1}, {QStringLiteral("factors"), 64}}));
    const auto train = data(QStringLiteral("sparse"));
    return [recommender, requests = everybody(*train), train] { recommender->rank(requests, {20, MaskSeen::Yes}); };
}

std::function<void()> oneListBody(const std::string &id, const QString &shape)
{
    const QJsonObject settings{{QStringLiteral("epochs"), 1},
                               {QStringLiteral("factors"), 64},
                               {QStringLiteral("loss"), QStringLiteral("bce")}};
    auto recommender = std::shared_ptr(fitted(id, shape, among(id, settings)));
    const auto train = data(shape);
    return [recommender, train] {
        const Request edited{{}, train->history(UserIndex(7)), {}};
        recommender->rank(std::span(&edited, 1), {10, MaskSeen::Yes});
    };
}

std::function<void()> evaluateBody(const std::string &id)
{
    auto recommender = std::shared_ptr(fitted(
        id, QStringLiteral("dense"), among(id, {{QStringLiteral("epochs"), 1}, {QStringLiteral("factors"), 64}})));
    const auto train = data(QStringLiteral("dense"));
    auto heldOut = std::make_shared<HeldOut>();
    for (std::uint32_t u = 0; u < train->userCount(); ++u) {
        const auto history = train->history(UserIndex(u));
        if (history.size() < 10)
            continue;
        const auto cut = static_cast<std::ptrdiff_t>(history.size() * 8 / 10);
        HeldOutCase one;
        one.user = UserIndex(u);
        one.isTrainingHistory = true;
        one.input = std::vector<Visit>(history.begin(), history.begin() + cut);
        for (const auto &visit : history.subspan(static_cast<std::size_t>(cut)))
            one.relevant.push_back(visit.item);
        std::sort(one.relevant.begin(), one.relevant.end());
        heldOut->cases.push_back(std::move(one));
    }
    return [recommender, train, heldOut] {
        SilentContext job;
        EvaluationContext context;
        context.train = train.get();
        evaluate(*recommender, *heldOut, {}, context, job);
    };
}

std::function<void()> tablePageBody()
{
    auto query = std::make_shared<TableQuery>(TableQuery::Table::Events);
    SilentContext job;
    const auto order = query->order(sample(), {}, job);
    return [query, ids = order.slice(order.size() / 2, 256)] { query->rows(sample(), ids); };
}

/// One epoch of each network as its paper has it.
std::vector<Benchmark> epochBenchmarks()
{
    const auto one = [](const char *id, const char *what, const char *shape, const QJsonObject &settings) {
        return Benchmark{std::string("epoch-") + id, what, [=] {
                             auto all = settings;
                             all.insert(QStringLiteral("epochs"), 1);
                             return fitBody(id, QString::fromLatin1(shape), all);
                         }};
    };
    const QJsonObject sequence{{QStringLiteral("factors"), 64},
                               {QStringLiteral("max-length"), 50},
                               {QStringLiteral("loss"), QStringLiteral("softmax")}};
    auto layered = sequence;
    layered.insert(QStringLiteral("layers"), 2);
    return {one("lightgcn", "3 layers, 64 factors, batches of 2,048; 6,040 x 3,416, 805 k pairs", "train",
                {{QStringLiteral("layers"), 3}, {QStringLiteral("factors"), 64}, {QStringLiteral("batch-size"), 2048}}),
            one("neumf", "defaults; 805 k pairs", "train", {}),
            one("mult-vae", "defaults; 805 k pairs", "train", {}),
            one("sasrec", "2 layers, 64 factors, length 50, softmax; 943 x 1,682, 97 k events", "small", layered),
            one("bert4rec", "the same", "small", layered),
            one("gru4rec", "the same, 1 layer", "small", sequence)};
}

/// A list of 10 for a history that was edited.
std::vector<Benchmark> listBenchmarks()
{
    std::vector<Benchmark> all;
    const auto add = [&all](const std::string &id, const char *what, const char *shape) {
        all.push_back({"one-list-" + id, what, [id, shape] { return oneListBody(id, QString::fromLatin1(shape)); }});
    };
    add("ease", "a list of 10 for an edited history; dense", "dense");
    for (const auto *id : {"item-knn", "ials", "bpr", "lightgcn", "neumf", "mult-vae", "sasrec", "bert4rec", "gru4rec"})
        add(id, "a list of 10 for an edited history; 100 k products", "catalogue");
    return all;
}

std::vector<Benchmark> benchmarks()
{
    std::vector<Benchmark> all{
        {"import", "the bundled log, 541,909 raw lines in gzip", importBody},
        {"open", "opening that project", openBody},
        {"load", "its dataset, one sequential read", loadBody},
        {"table-page", "256 rows from the middle of its event table", tablePageBody},
        {"fit-popularity", "sparse: 29,858 x 40,981, 810 k pairs",
         [] { return fitBody("popularity", QStringLiteral("sparse")); }},
        {"fit-item-knn-sparse", "cosine, top 100; sparse",
         [] {
             return fitBody("item-knn", QStringLiteral("sparse"), {{QStringLiteral("neighbours"), 100}});
         }},
        {"fit-item-knn-dense", "cosine, top 100; dense: 6,040 x 3,416, 994 k pairs",
         [] {
             return fitBody("item-knn", QStringLiteral("dense"), {{QStringLiteral("neighbours"), 100}});
         }},
        {"fit-ease-dense", "dense", [] { return fitBody("ease", QStringLiteral("dense")); }},
        {"fit-ials-sparse", "64 factors, an iteration of ten; sparse", [] { return epochsBody("ials", "sparse"); },
         kEpochs},
        {"fit-bpr-sparse", "64 factors, an epoch of ten; sparse", [] { return epochsBody("bpr", "sparse"); }, kEpochs},
        {"rank-all", "top 20 for everybody, 64 factors, seen masked; sparse", rankAllBody},
        {"evaluate", "64 factors: full ranking, all metrics, five cut-offs; dense", [] { return evaluateBody("bpr"); }},
        {"evaluate-ease", "the same of EASE", [] { return evaluateBody("ease"); }},
    };
    for (auto &more : {epochBenchmarks(), listBenchmarks()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

QJsonObject measure(const Benchmark &benchmark, int runs)
{
    const auto body = benchmark.prepare();
    body();
    std::vector<double> seconds;
    for (int i = 0; i < runs; ++i)
        seconds.push_back(timed(body) / benchmark.parts);
    std::sort(seconds.begin(), seconds.end());
    return {{QStringLiteral("what"), QString::fromStdString(benchmark.what)},
            {QStringLiteral("runs"), runs},
            {QStringLiteral("seconds"), seconds[seconds.size() / 2]},
            {QStringLiteral("min"), seconds.front()},
            {QStringLiteral("max"), seconds.back()}};
}

bool writePairs(const QString &shape, const QString &path)
{
    QFile file(path);
    if (!shapes().contains(shape) || !file.open(QIODevice::WriteOnly))
        return false;
    const auto pairs = syntheticPairs(shapes().at(shape));
    static_assert(sizeof(pairs[0]) == 8);
    const auto size = static_cast<qint64>(pairs.size() * sizeof(pairs[0]));
    return file.write(reinterpret_cast<const char *>(pairs.data()), size) == size;
}

/// One setting may be meant for many recommenders.
QJsonObject settingsOf(const QCommandLineParser &parser, const QString &id)
{
    QJsonObject parameters;
    for (const auto &setting : parser.values(QStringLiteral("set"))) {
        const auto key = setting.section(u'=', 0, 0);
        const auto &schema = recommenderInfo(id.toStdString()).schema;
        if (schema.find(key.toStdString()))
            parameters.insert(key, schema.parse(key.toStdString(), setting.section(u'=', 1)));
    }
    return parameters;
}

QJsonObject fitAsked(const QCommandLineParser &parser)
{
    const auto number = [&](const char *option) { return parser.value(QString::fromLatin1(option)).toULongLong(); };
    const auto id = parser.value(QStringLiteral("fit"));
    const SyntheticShape shape{.users = static_cast<std::uint32_t>(number("users")),
                               .items = static_cast<std::uint32_t>(number("items")),
                               .pairs = number("events")};
    return fitOnce(id, settingsOf(parser, id), shape, std::max(1, static_cast<int>(number("runs"))));
}

QJsonObject clicksAsked(const QCommandLineParser &parser)
{
    const auto id = parser.value(QStringLiteral("clicks"));
    return judgeClicks(id, settingsOf(parser, id), std::max(1, parser.value(QStringLiteral("runs")).toInt()));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    prepareComputing();
    QCommandLineParser parser;
    parser.addOption(
        {QStringLiteral("runs"), QStringLiteral("Timed runs of each."), QStringLiteral("N"), QStringLiteral("5")});
    parser.addOption({QStringLiteral("list"), QStringLiteral("Names the benchmarks.")});
    parser.addOption({QStringLiteral("pairs"),
                      QStringLiteral("Writes a shape's pairs (uint32 user, item) into the file named as argument."),
                      QStringLiteral("SHAPE")});
    const SyntheticShape usual;
    parser.addOption(
        {QStringLiteral("fit"), QStringLiteral("Fits one recommender on synthetic events."), QStringLiteral("ID")});
    parser.addOption(
        {QStringLiteral("clicks"),
         QStringLiteral("AUC and F1 of one recommender on lastfm-kg as Wang et al. 2019 judge KGCN, a seed "
                        "a run."),
         QStringLiteral("ID")});
    parser.addOption({QStringLiteral("set"), QStringLiteral("A parameter of it."), QStringLiteral("KEY=VALUE")});
    for (const auto &[name, value] :
         {std::pair{"users", std::uint64_t(usual.users)}, {"items", usual.items}, {"events", usual.pairs}})
        parser.addOption({QString::fromLatin1(name), QStringLiteral("Shape of the synthetic events."),
                          QStringLiteral("N"), QString::number(value)});
    parser.addHelpOption();
    parser.process(app);
    if (parser.isSet(QStringLiteral("fit"))) {
        std::printf("%s", QJsonDocument(fitAsked(parser)).toJson().constData());
        return 0;
    }
    if (parser.isSet(QStringLiteral("clicks"))) {
        std::printf("%s", QJsonDocument(clicksAsked(parser)).toJson().constData());
        return 0;
    }
    const auto names = parser.positionalArguments();
    if (parser.isSet(QStringLiteral("pairs")))
        return names.size() == 1 && writePairs(parser.value(QStringLiteral("pairs")), names.front()) ? 0 : 1;
    QJsonObject all;
    for (const auto &benchmark : benchmarks()) {
        const auto name = QString::fromStdString(benchmark.name);
        if (parser.isSet(QStringLiteral("list")))
            std::printf("%s\t%s\n", benchmark.name.c_str(), benchmark.what.c_str());
        else if (names.isEmpty() || names.contains(name))
            all.insert(name, measure(benchmark, std::max(1, parser.value(QStringLiteral("runs")).toInt())));
    }
    if (!parser.isSet(QStringLiteral("list")))
        std::printf("%s", QJsonDocument(all).toJson().constData());
    return 0;
}
