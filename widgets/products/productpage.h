#pragma once
#include "models/productdesk.h"
#include "widgets/shell/page.h"

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace aisle {

class ChartCard;
class EmptyState;
class ListCard;
class ProductCard;
class ProductField;
class ProductRuns;
class Tile;

/// One product: what it is, how it sells, what the compared runs hold to be alike, who is shown it and who bought it.
class ProductPage : public Page
{
    Q_OBJECT
public:
    explicit ProductPage(QWidget *parent = nullptr);

    void findInPage() override;
    bool isSettled() const override;

protected:
    void onProjectChanged() override;
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
    void connectSession();
    void refresh(); ///< of what the selection says now
    void takeFacts(const ProductDesk::Facts &facts);
    void showFacts();
    void showTiles();
    void showBuyers();
    void showState();
    void openBestSeller();
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
    ProductRuns *m_runs;
    ListCard *m_buyers;
    QToolButton *m_selectBuyers;
    QTimer *m_poll;
    Job<std::optional<ItemRecord>> m_bestSeller;
};

} // namespace aisle
