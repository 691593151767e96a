#pragma once
#include "core/explore/map.h"
#include "core/storage/featurestore.h"
#include "models/desks/featuredesk.h"
#include "models/selection.h"
#include "widgets/map/scatterview.h"
#include "widgets/shell/page.h"

#include <array>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace aisle {

class EmptyState;
class MapPanel;

/// The products (or shoppers) of a run or a table of features in two dimensions: colours, groups, neighbours, what is
/// selected anywhere, and the current shopper's lists ringed in their runs' colours. A picture that is dropped or
/// pasted selects what looks like it, under a table of pictures.
class MapPage : public Page
{
    Q_OBJECT
public:
    explicit MapPage(QWidget *parent = nullptr);
    ~MapPage() override;

    void findInPage() override;
    bool isSettled() const override;

protected:
    void onProjectChanged() override;
    void retranslate() override;
    void restyle() override;
    void onShown() override;

private:
    struct Lists ///< of the current shopper, by slot, as points would be found by id
    {
        std::array<std::vector<std::int64_t>, kMaxComparedRuns> items;
        std::array<std::shared_ptr<const KeptRun>, kMaxComparedRuns> runs; ///< held, so that the next shopper is quick
    };

    void createWidgets();
    void createBar();
    void createModes();
    void layOut();
    void layOutBar();
    void connectAll();
    void connectSession();

    /// What can be mapped.
    struct Sources
    {
        std::vector<RunSummary> runs;
        std::vector<StoredFeature> features;
    };
    void readSources();
    void onSources(Sources sources);
    void fillRuns();
    void addFeatures();
    void chooseRun();
    QVariant remembered() const;                 ///< the source that was chosen last, here or by who opened the map
    const StoredFeature *wantedFeatures() const; ///< null: a run is chosen
    void makeMap();
    void onMap(Outcome<std::shared_ptr<const RunMap>> outcome);
    void showState(const QString &icon, const QString &sentence, const QString &action = {});
    void showQuality();

    void applyLook();
    void applyStates();
    void measure(); ///< exposure of the run, when it is the colour
    void readLists();
    void applyRings();
    void showPlaces();
    void setCurrentPoint(int point);
    void onPointsSelected(const std::vector<std::uint32_t> &points);
    void onSelectionChanged();
    void search();
    void showFound();
    void openPoint();
    void savePicture();
    void askPicture(const QString &file);
    void selectAlike(const FeatureDesk::Space &space);
    void setMode(ScatterMode mode);
    QStringList describe(std::uint32_t point) const;
    MapOf wantedKind() const;

    Sources m_sources;
    QVariant m_mapped;     ///< the source of m_map
    bool m_isStale = true; ///< read again when shown
    std::shared_ptr<const RunMap> m_map;
    RunExposure m_exposure;
    Lists m_listed;
    std::vector<std::uint32_t> m_found;                         ///< by the search
    std::shared_ptr<const std::vector<std::uint8_t>> m_entryOf; ///< legend entry of each point; null for a ramp

    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_work;
    QSplitter *m_across;
    QComboBox *m_run;
    QComboBox *m_kind;
    QLineEdit *m_search;
    QLabel *m_count;
    QTimer *m_searchTimer;
    std::array<QToolButton *, 4> m_modes{};
    QToolButton *m_whole;
    QToolButton *m_save;
    QFrame *m_mapCard;
    ScatterView *m_view;
    QLabel *m_quality;
    QFrame *m_panelCard;
    MapPanel *m_panel;

    FeatureDesk *m_alike; ///< what a dropped picture looks like
    Job<Sources> m_sourcesJob;
    Job<std::shared_ptr<const RunMap>> m_mapJob;
    Job<RunExposure> m_exposureJob;
    Job<Lists> m_listsJob;
    Job<std::vector<RowNeighbour>> m_neighbourJob;
};

} // namespace aisle
