#pragma once
#include "core/common/keyformatter.h"
#include "widgets/map/mapcolours.h"

#include <QWidget>
#include <set>

class QComboBox;
class QFrame;
class QLabel;
class QListWidget;
class QToolButton;

namespace aisle {

class RampKey;

/// What stands at the right of the map: colour and size, the legend that filters, the current point with what is known
/// of it, its neighbours, and the lists it is on.
class MapPanel : public QWidget
{
    Q_OBJECT
public:
    explicit MapPanel(QWidget *parent = nullptr);

    MapColour colour() const;
    MapSize size() const;
    void setMap(std::shared_ptr<const RunMap> map);
    void setKeys(const KeyFormatter &keys) { m_keys = keys; }
    void showLegend(const MapColouring &colouring, const QString &note);
    /// Legend entries that the analyst has switched off.
    const std::set<int> &hiddenEntries() const { return m_hidden; }

    void showPoint(std::optional<std::uint32_t> point);
    void showNeighbours(std::uint32_t of, const std::vector<RowNeighbour> &neighbours);
    /// "A SASRec #12: place 3", one line a list that has the current point; empty: none.
    void showPlaces(const std::vector<std::pair<int, QString>> &places);
    void retranslate();

Q_SIGNALS:
    void lookChanged();   ///< colour or size
    void legendChanged(); ///< hiddenEntries()
    void neighbourChosen(std::uint32_t point);
    void openRequested();    ///< the current point: its shopper, or its place in the lists
    void productRequested(); ///< the current point, on its own page

protected:
    void changeEvent(QEvent *event) override;

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void fillChoices();
    void describePoint();
    void onLegendClicked();
    QString nameOf(std::uint32_t point) const;

    std::shared_ptr<const RunMap> m_map;
    KeyFormatter m_keys;
    std::set<int> m_hidden;
    std::optional<std::uint32_t> m_point;
    QLabel *m_colourTitle;
    QComboBox *m_colour;
    QLabel *m_sizeTitle;
    QComboBox *m_size;
    QListWidget *m_legend;
    RampKey *m_ramp;
    QLabel *m_note;
    QFrame *m_line;
    QLabel *m_name;
    QLabel *m_facts;
    QLabel *m_places;
    QToolButton *m_open;
    QToolButton *m_product;
    QLabel *m_neighbourTitle;
    QListWidget *m_neighbours;
};

} // namespace aisle
