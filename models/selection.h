#pragma once
#include "core/common/ids.h"

#include <QObject>
#include <QString>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace aisle {

/// Where a set was made: the chip says so ("412 products from the map").
enum class SelectionOrigin { Table, Map, Chart, Search, Runs, Shoppers, Training };

struct ShopperRef
{
    UserId id{};
    QString key; ///< as the log writes it; show it through KeyFormatter only
    friend bool operator==(const ShopperRef &, const ShopperRef &) = default;
};
struct ProductRef
{
    ItemId id{};
    QString key;
    QString title; ///< may be empty
    friend bool operator==(const ProductRef &, const ProductRef &) = default;
};
struct RunRef
{
    RunId id{};
    QString label; ///< "SASRec #12"
    friend bool operator==(const RunRef &, const RunRef &) = default;
};

/// A set of ids, ascending and distinct, shared so that a step of the history costs nothing. Empty: no narrowing.
template <class Id>
struct IdSet
{
    std::shared_ptr<const std::vector<Id>> ids;
    SelectionOrigin origin = SelectionOrigin::Table;
    bool isEmpty() const { return !ids || ids->empty(); }
    std::size_t size() const { return ids ? ids->size() : 0; }
    bool contains(Id id) const;
    friend bool operator==(const IdSet &a, const IdSet &b)
    {
        return a.origin == b.origin && a.size() == b.size() && (a.ids == b.ids || a.isEmpty() || *a.ids == *b.ids);
    }
};

inline constexpr int kMaxComparedRuns = 4; ///< A, B, C, D: a run keeps its letter, and so its colour, while compared

struct SelectionState
{
    std::optional<ShopperRef> shopper;
    IdSet<UserId> shoppers;
    std::optional<ProductRef> product;
    IdSet<ItemId> products;
    std::array<std::optional<RunRef>, kMaxComparedRuns> runs; ///< by slot
    friend bool operator==(const SelectionState &, const SelectionState &) = default;
};

/// The one selection that every page shows and may change. It narrows what is seen, never what is computed. Every
/// change is a step of a history that is walked as in a browser. GUI thread only.
class Selection : public QObject
{
    Q_OBJECT
public:
    explicit Selection(QObject *parent = nullptr) : QObject(parent) {}

    const SelectionState &state() const { return m_state; }
    bool isEmpty() const { return m_state == SelectionState{}; }
    std::optional<int> slotOf(RunId run) const;
    int comparedCount() const;

    void setShopper(std::optional<ShopperRef> shopper);
    void setShoppers(std::vector<UserId> ids, SelectionOrigin origin); ///< empty ids: clears the set
    void setProduct(std::optional<ProductRef> product);
    void setProducts(std::vector<ItemId> ids, SelectionOrigin origin);
    /// Puts a run into the first free slot; when all four are taken it replaces the last. @return its slot
    int compareRun(RunRef run);
    void stopComparing(RunId run);
    void setRuns(const std::array<std::optional<RunRef>, kMaxComparedRuns> &runs);
    void renameRun(RunId run, const QString &label);        ///< no step of the history
    void nameProduct(ItemId product, const QString &title); ///< no step of the history
    /// Changes every state, those of the history too; no step of it. Steps that then lead nowhere are forgotten.
    void amend(const std::function<void(SelectionState &)> &change);
    void clear();

    bool canGoBack() const { return !m_past.empty(); }
    bool canGoForward() const { return !m_future.empty(); }
    void goBack();
    void goForward();

Q_SIGNALS:
    void shopperChanged();
    void shoppersChanged();
    void productChanged();
    void productsChanged();
    void runsChanged(); ///< the compared ones
    void changed();     ///< after any of the above, once a step

private:
    void step(SelectionState next);
    void go(std::vector<SelectionState> &there, std::vector<SelectionState> &back);
    void become(const SelectionState &next);

    static constexpr std::size_t kMaxSteps = 100;
    SelectionState m_state;
    std::vector<SelectionState> m_past;
    std::vector<SelectionState> m_future;
};

} // namespace aisle
