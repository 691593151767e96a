#pragma once
#include "core/common/keyformatter.h"
#include "core/explore/itemneighbours.h"
#include "core/lists/listbasis.h"
#include "core/storage/catalogue.h"
#include "models/selection.h"

#include <QWidget>
#include <optional>
#include <unordered_map>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace aisle {

class ContributionBars;

/// Why one run puts a product where it does, and which products it holds to be alike.
class WhyColumn : public QWidget
{
    Q_OBJECT
public:
    using Items = std::unordered_map<ItemId, ItemRecord>;

    explicit WhyColumn(int slot, QWidget *parent = nullptr);

    int slot() const { return m_slot; }
    /// @param lastListed  score of the list's last place; absent when there is no list
    void showPlace(const ItemPlace &place, int k, std::optional<float> lastListed, const Items &items,
                   const KeyFormatter &keys);
    void showMessage(const QString &sentence);
    void showNeighbours(const std::vector<Neighbour> &neighbours, const ItemNeighbours &made, const Items &items,
                        const KeyFormatter &keys);
    void clearNeighbours();

Q_SIGNALS:
    void productChosen(const aisle::ProductRef &product);

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();
    void addNeighbour(const Neighbour &neighbour, const ItemRecord &item, const KeyFormatter &keys);

    int m_slot;
    QLabel *m_letter;
    QLabel *m_sentence;
    ContributionBars *m_bars;
    QLabel *m_alike;
    QVBoxLayout *m_neighbours;
};

} // namespace aisle
