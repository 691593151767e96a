#pragma once
#include "core/storage/queries/summary.h"
#include "widgets/shell/page.h"

class QAction;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QUndoCommand;

namespace aisle {

class ChartCard;
class EmptyState;
class LayoutMemory;
class ProjectTableModel;
class ReflowGrid;
class RejectedReasons;
class SourcesPanel;
class TablePane;
class Tile;

/// What is in the project: its imports, six figures, four charts, tables of events, products, shoppers, rejected rows.
class DataPage : public Page
{
    Q_OBJECT
public:
    explicit DataPage(QWidget *parent = nullptr);
    ~DataPage() override;

    void findInPage() override;
    bool runCommand(const QString &command) override; ///< "show-rejected"
    bool isSettled() const override;

protected:
    void onProjectChanged() override;
    void onProjectLeaving() override;
    void retranslate() override;
    void restyle() override;
    void onShown() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Facts
    {
        std::vector<ImportRecord> imports;
        std::int64_t events = 0, rejected = 0;
        std::optional<ProjectSummary> summary;
    };
    struct Table
    {
        ProjectTableModel *model;
        TablePane *pane;
        const char *title;
    };
    void createWidgets();
    void createTables();
    void createProductActions();
    void layOut();
    void connectAll();
    void connectSession();

    void reload();
    void showSources();
    void takeFacts(Outcome<Facts> outcome);
    void makeSummary();
    void showSummary();
    QString whyNoCharts() const;
    void showTiles();
    void showRejected();
    void shareHeight();
    void showState();
    void narrow();
    void showTabTitles();
    void askToTakeBack(const ImportRecord &import);
    void takeBack(const ImportRecord &import);
    void markSelectedProducts(bool areProducts);
    using Pick = std::function<std::vector<UserId>(const Project &project, JobContext &job)>;
    /// Selects the shoppers behind a part of a chart. @param then  after that
    void pickShoppers(int chart, Pick pick, std::function<void()> then = {});
    void pickPeriod(double from, double to);
    void pickHour(int hour, int weekday);
    void forgetPicks(int but); ///< the other charts show no selection any more
    void onChartCleared();
    void clearPeriod();

    Job<Facts> m_reading;
    Job<ProjectSummary> m_counting;
    Job<std::vector<UserId>> m_picking;
    std::optional<Facts> m_facts;
    std::optional<ProjectSummary> m_summary;
    bool m_periodPicked = false; ///< the events table's filter of times is a chart's
    std::optional<std::pair<int, int>> m_hourPicked;
    bool m_stale = true; ///< the project changed while the page was hidden

    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QSplitter *m_columns;
    QSplitter *m_rows;
    QScrollArea *m_figures; ///< tiles and charts
    SourcesPanel *m_sources;
    ReflowGrid *m_tileGrid;
    std::vector<Tile *> m_tiles;
    ReflowGrid *m_chartGrid;
    std::vector<ChartCard *> m_charts;
    QTabWidget *m_tabs;
    std::vector<Table> m_tables;
    RejectedReasons *m_reasons;
    QAction *m_noProduct;
    QAction *m_product;
    LayoutMemory *m_memory;
};

} // namespace aisle
