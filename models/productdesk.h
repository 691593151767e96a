#pragma once
#include "core/explore/productfacts.h"
#include "core/lists/shownlists.h"
#include "models/projectsession.h"

#include <QObject>
#include <array>
#include <memory>
#include <optional>

namespace aisle {

/// What is asked about one product: the log's facts, and whom the compared runs show it to. Runs are read one after the
/// other and kept while they are compared; everything is made in jobs, and the newest question wins.
class ProductDesk : public QObject
{
    Q_OBJECT
public:
    enum class State { Empty, Waiting, Loading, Ready, Failed };
    static constexpr std::size_t kSlots = kMaxComparedRuns;
    static constexpr int kListLength = 10;

    struct Run
    {
        std::optional<RunRef> ref;
        State state = State::Empty;
        std::optional<Error> failure;
        std::shared_ptr<const ShownLists> lists;
    };
    struct Facts
    {
        ProductFacts product;
        std::size_t rank = 0; ///< by events, from 1
        std::int64_t products = 0;
        std::shared_ptr<const ProductCounts> counts;
    };
    struct Shown
    {
        UserId user{};
        QString key;
        int place = 0;
    };
    /// How a run sees the product.
    struct View
    {
        bool isKnown = false;
        std::uint32_t shownTo = 0;       ///< of shoppers()
        std::optional<std::size_t> rank; ///< among all products by that
        std::vector<Shown> shown;        ///< the best places first, at most kMostShown
    };
    struct Views
    {
        ItemId item{};
        std::array<std::optional<View>, kSlots> of;
    };

    using QObject::QObject;

    void setSession(SessionPointer session);
    void forgetFacts(); ///< the events or the catalogue changed
    void setRuns(const std::array<std::optional<RunRef>, kSlots> &runs);
    void reload(int slot);
    const Run &run(int slot) const { return m_runs[static_cast<std::size_t>(slot)]; }
    double loadFraction() const; ///< of the run that is being read
    bool isSettled() const;

    void ask(ItemId item);

Q_SIGNALS:
    void factsRead(const aisle::ProductDesk::Facts &facts);
    void factsFailed(const aisle::Error &error);
    void runChanged(int slot); ///< its state
    void viewsRead(const aisle::ProductDesk::Views &views);

private:
    static constexpr std::size_t kMostShown = 500;
    static constexpr std::size_t kShoppers = 1000;

    void loadNext();
    void takeLoaded(std::size_t slot, Outcome<std::shared_ptr<const ShownLists>> outcome);
    void askViews();

    SessionPointer m_session;
    std::array<Run, kSlots> m_runs;
    std::optional<ItemId> m_item;
    std::shared_ptr<const ProductCounts> m_counts;
    std::optional<std::size_t> m_loading; ///< slot
    Job<std::shared_ptr<const ShownLists>> m_load;
    Job<Facts> m_factsJob;
    Job<Views> m_viewsJob;
};

} // namespace aisle
