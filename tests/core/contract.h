#pragma once
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QObject>
#include <map>
#include <memory>
#include <string>
#include <vector>

/// What the tests over the registry share.
namespace aisle::test {

/// Notes whether progress fell, and cancels at the n-th checkpoint when asked.
class WatchingContext : public JobContext
{
public:
    explicit WatchingContext(int cancelAt = 0) : m_cancelAt(cancelAt) {}
    void checkpoint() override
    {
        if (++checkpoints == m_cancelAt)
            throw Cancelled{};
    }
    void progress(double fraction, const QString &) override
    {
        fell |= fraction < latest - 1e-9;
        outside |= fraction < 0 || fraction > 1 + 1e-9;
        latest = fraction;
    }
    void report(const EpochReport &epoch) override { epochs.push_back(epoch); }

    int checkpoints = 0;
    bool fell = false;
    bool outside = false;
    double latest = 0;
    std::vector<EpochReport> epochs;

private:
    int m_cancelAt;
};

/// Small and quick: the contract does not ask for quality.
QJsonObject quick(const std::string &id, int epochs);
std::unique_ptr<Recommender> make(const std::string &id, int epochs = 3);
bool needsRatings(const std::string &id);

/// What is known besides the events, and two kept runs for those who build upon runs.
Ingredients ingredientsOf(const TrainingSet &train);
std::unique_ptr<Recommender> fitted(const std::string &id, const TrainingSet &train, int epochs = 3, int threads = 0);

std::vector<Request> requestsOf(const TrainingSet &train); ///< of everybody, as the training set has them
Request newShopper(std::span<const Visit> history);

/// A test of everything in the registry.
class ContractTest : public QObject
{
protected:
    const TrainingSet m_visits = randomTraining(60, 40, 12, 7);
    const TrainingSet m_ratings = rated(m_visits);

    const TrainingSet &train(const std::string &id) const { return needsRatings(id) ? m_ratings : m_visits; }
    /// Fitted once for all who only ask it.
    const Recommender &ready(const std::string &id);
    static void everyRecommender(bool personalOnly = false);

private:
    std::map<std::string, std::unique_ptr<Recommender>> m_fitted;
};

} // namespace aisle::test
