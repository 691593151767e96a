#pragma once
#include "models/desks/graphdesk.h"
#include "models/productdesk.h"
#include "widgets/shell/page.h"

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTimer;
class QToolButton;

namespace aisle {

class ChartCard;
class EmptyState;
class ListCard;
class ProductCard;
class ProductField;
class ProductGraph;
class LayoutMemory;
class ProductRuns;
class SimilarView;
class Tile;

/// One product: what it is, how it sells, what is similar by text, picture and behaviour, who is shown it and who
/// bought it, and what the knowledge graph says of it. A picture that is dropped or pasted, or some words, find
/// products too.
class ProductPage : public Page
{
    Q_OBJECT
public:
    explicit ProductPage(QWidget *parent = nullptr);

    void findInPage() override;
    bool isSettled() const override;

protected:
    void onProjectChanged() override;
    void onProjectLeaving() override;
    void retranslate() override;
    void onShown() override;

private:
    enum TileIndex { Events, Shoppers, Buyers, Place, Period, TileCount };
    void createWidgets();
    QWidget *makeBar();
    QWidget *makeFacts();
    void layOut();
    void connectAll();
    void connectDesk();
    void connectChoices();
    void connectTabs();
    void connectSession();
    void refresh();     ///< of what the selection says now
    void refreshTabs(); ///< of those, the one that is in front
    void takeFacts(const ProductDesk::Facts &facts);
    void showFacts();
    void showTiles();
    void showBuyers();
    void showState();
    void openBestSeller();
    void askLike(const QString &picture, const QString &text); ///< one of them
    void toggleProduct();

    ProductDesk *m_desk;
    std::optional<ProductDesk::Facts> m_facts;
    std::optional<ItemId> m_asked;
    bool m_stale = true;

    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_work;
    ProductField *m_find;
    QPushButton *m_map;
    QPushButton *m_mark;
    QSplitter *m_splitter;
    ProductCard *m_card;
    std::vector<Tile *> m_tiles;
    ChartCard *m_perDay;
    ChartCard *m_price;
    QTabWidget *m_tabs;
    SimilarView *m_similar;
    ProductRuns *m_runs;
    GraphDesk *m_graphDesk;
    ProductGraph *m_graph;
    std::optional<ItemId> m_drawn; ///< whose graph was asked for
    LayoutMemory *m_memory;
    QWidget *m_figures;      ///< tiles and charts
    bool m_asksLike = false; ///< a picture or some words were asked about before any product was chosen
    ListCard *m_buyers;
    QToolButton *m_selectBuyers;
    QTimer *m_poll;
    Job<std::optional<ItemRecord>> m_bestSeller;
};

} // namespace aisle
