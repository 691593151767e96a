#include "tests/core/contract.h"

#include "core/recommend/memberrun.h"
#include "tests/support/testdata.h"

#include <QTest>

namespace aisle::test {

namespace {

std::shared_ptr<const Recommender> member(const std::string &id, const TrainingSet &train)
{
    SilentContext job;
    std::shared_ptr<Recommender> recommender = make(id);
    recommender->fit({train}, {}, {}, job);
    return memberOf(id, recommender, train);
}

} // namespace

QJsonObject quick(const std::string &id, int epochs)
{
    QJsonObject parameters;
    // Diversity mixes on purpose what the checkerboard keeps apart.
    for (const auto &[key, value] :
         {std::pair{"epochs", epochs}, {"factors", 16}, {"batch-size", 64}, {"max-length", 20}, {"diversity", 0}}) {
        if (recommenderInfo(id).schema.find(key))
            parameters.insert(QString::fromLatin1(key), value);
    }
    if (recommenderInfo(id).schema.find("encoder"))
        parameters.insert(QStringLiteral("encoder"), test::sourceFile("tests/data/encoders/tiny-bert"));
    return parameters;
}

std::unique_ptr<Recommender> make(const std::string &id, int epochs)
{
    return makeRecommender(id, quick(id, epochs));
}

bool needsRatings(const std::string &id)
{
    return needs(recommenderInfo(id), Need::Ratings);
}

Ingredients ingredientsOf(const TrainingSet &train)
{
    Ingredients from{.events = train};
    from.facts = colouredFacts(train.userCount(), train.itemCount());
    from.graph = colouredGraph(train.userCount(), train.itemCount());
    from.runs.open = [&train](std::int64_t run) { return member(run == 1 ? "item-knn" : "ease", train); };
    from.runs.best = {1, 2};
    return from;
}

std::unique_ptr<Recommender> fitted(const std::string &id, const TrainingSet &train, int epochs, int threads)
{
    auto recommender = make(id, epochs);
    SilentContext job;
    recommender->fit(ingredientsOf(train), {.threads = threads}, {}, job);
    return recommender;
}

std::vector<Request> requestsOf(const TrainingSet &train)
{
    std::vector<Request> requests;
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        requests.push_back({.user = UserIndex(u),
                            .history = train.history(UserIndex(u)),
                            .hidden = {},
                            .candidates = {},
                            .values = train.values(UserIndex(u))});
    return requests;
}

Request newShopper(std::span<const Visit> history)
{
    Request request;
    request.history = history;
    return request;
}

const Recommender &ContractTest::ready(const std::string &id)
{
    auto &recommender = m_fitted[id];
    if (!recommender)
        recommender = fitted(id, train(id));
    return *recommender;
}

void ContractTest::everyRecommender(bool personalOnly)
{
    QTest::addColumn<QString>("id");
    for (const auto &info : recommenders()) {
        if (!personalOnly || info.traits.personal)
            QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
    }
}

} // namespace aisle::test
