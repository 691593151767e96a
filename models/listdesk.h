#pragma once
#include "core/explore/itemneighbours.h"
#include "core/lists/listbasis.h"
#include "core/lists/shopperhistory.h"
#include "models/projectsession.h"

#include <QObject>
#include <array>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace aisle {

/// The compared runs, loaded once and kept while they are compared, and their lists for one shopper. Everything is
/// made in jobs; the newest question wins.
class ListDesk : public QObject
{
    Q_OBJECT
public:
    enum class State { Empty, Loading, Ready, Failed };
    static constexpr std::size_t kSlots = kMaxComparedRuns;

    struct Run
    {
        std::optional<RunRef> ref;
        State state = State::Empty;
        std::shared_ptr<const Lister> lister;
        std::optional<Error> failure;          ///< of loading
        std::optional<Error> evaluatedFailure; ///< why the list as evaluated cannot be made
        std::shared_ptr<const ItemNeighbours> neighbours;
    };
    struct Question
    {
        std::shared_ptr<const ShopperHistory> history;
        bool asEvaluated = true;
        HistoryEdits edits;
        int k = 10;
    };
    struct Answer
    {
        std::array<std::optional<ShopperList>, kSlots> lists;
        std::array<bool, kSlots> isKnown{};             ///< the run's data has the shopper (as evaluated)
        std::array<bool, kSlots> asEvaluated{};         ///< false where only today's history could be used
        std::array<std::vector<ItemId>, kSlots> before; ///< without the edits; empty when there are none
        std::unordered_map<ItemId, ItemRecord> items;
        qint64 elapsedMs = 0;
    };
    struct Why
    {
        std::optional<ItemRecord> item;
        std::array<std::optional<ItemPlace>, kSlots> places;
        std::unordered_map<ItemId, ItemRecord> items; ///< of the reasons
    };
    struct Alike
    {
        ItemId item{};
        std::array<std::shared_ptr<const ItemNeighbours>, kSlots> made;
        std::array<std::vector<Neighbour>, kSlots> neighbours;
        std::unordered_map<ItemId, ItemRecord> items;
    };

    explicit ListDesk(QObject *parent = nullptr);

    void setSession(SessionPointer session);
    /// Loads runs that are new, drops those that are not compared any more.
    void setRuns(const std::array<std::optional<RunRef>, kSlots> &runs);
    void reload(int slot);
    const Run &run(int slot) const { return m_runs[static_cast<std::size_t>(slot)]; }
    double loadFraction(int slot) const;
    bool isLoading() const;
    bool isSettled() const;

    void ask(Question question);
    void askWhy(ItemId item); ///< for the last question
    void askAlike(ItemId item);
    void forgetAnswers();
    const Answer &answer() const { return m_answer; }

Q_SIGNALS:
    void runChanged(int slot); ///< its state
    void answered();
    void whyAnswered(const aisle::ListDesk::Why &why);
    void alikeAnswered(const aisle::ListDesk::Alike &alike);
    void failed(const aisle::Error &error);

private:
    struct LoadedRun
    {
        std::shared_ptr<const Lister> lister;
        std::optional<Error> evaluatedFailure;
    };
    using Listers = std::array<std::shared_ptr<const Lister>, kSlots>;

    void load(std::size_t slot);
    void onLoaded(std::size_t slot, Outcome<LoadedRun> outcome);
    Listers listers() const;

    SessionPointer m_session;
    std::array<Run, kSlots> m_runs;
    std::array<Job<LoadedRun>, kSlots> m_loads;
    std::optional<Question> m_question;
    Answer m_answer;
    Job<Answer> m_listing;
    Job<Why> m_why;
    Job<Alike> m_alike;
};

} // namespace aisle
