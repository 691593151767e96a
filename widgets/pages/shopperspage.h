#pragma once
#include "core/workflow/shopperhistory.h"
#include "widgets/listdesk.h"
#include "widgets/page.h"

#include <array>
#include <vector>

class QComboBox;
class QFrame;
class QHBoxLayout;
class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace aisle {

class EmptyState;
class HistoryView;
class ListColumn;
class ListLinks;
class ShopperFinder;
class WhyView;

/// One shopper: the history, the lists of the compared runs beside each other, what if, and why.
class ShoppersPage : public Page
{
    Q_OBJECT
public:
    explicit ShoppersPage(QWidget *parent = nullptr);

    void findInPage() override;
    bool isSettled() const override;
    QSize minimumSizeHint() const override { return {720, 380}; } ///< narrower, it folds

protected:
    void onProjectChanged() override;
    void retranslate() override;
    void restyle() override;
    void onShown() override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Known ///< of the project, read in one job
    {
        std::int64_t events = 0;
        std::vector<RunRecord> runs; ///< by id
    };

    void createWidgets();
    void createLists();
    void layOut();
    void connectAll();
    void connectSession();

    void readProject();
    void onProjectRead(Known known);
    void showEmptyProject();
    void askForShopper();
    void readHistory();
    void onHistory(Outcome<ShopperHistory> outcome);
    void applyRuns(); ///< of the selection
    void onRunChanged(int slot);
    void askLists();
    void showAnswer();
    void showList(ListColumn &column);
    void describeList(ListColumn &column);
    void showLoading();
    void markParts();
    void onProduct();
    void showProduct(); ///< marks it and asks why
    void chooseProduct(const ProductRef &product);
    void closeWhy();

    void fold(); ///< the finder, by the page's width
    void showFinder();
    void arrangeColumns();
    void shiftColumns(int by);
    void fillRunMenu();
    void compareNewest();
    void showEmptyLists();
    std::vector<int> comparedSlots() const;
    std::vector<int> visibleSlots() const;
    QString labelOf(const RunRecord &run) const;

    Known m_known;
    bool m_projectRead = false;
    bool m_stale = true; ///< read again when shown
    ListDesk *m_desk;

    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_work;
    QFrame *m_finderCard;
    ShopperFinder *m_finder;
    QToolButton *m_finderButton;
    QFrame *m_finderPopup;
    QFrame *m_historyCard;
    HistoryView *m_history;
    QSplitter *m_across;
    QSplitter *m_down;
    QFrame *m_listCard;
    QWidget *m_listBar;
    QLabel *m_listTitle;
    QLabel *m_shared;
    QComboBox *m_count;
    QToolButton *m_addRun;
    QMenu *m_runMenu;
    QToolButton *m_earlier;
    QToolButton *m_later;
    QStackedWidget *m_listStack;
    EmptyState *m_listState;
    QWidget *m_columnArea;
    QHBoxLayout *m_columnLayout;
    std::array<ListColumn *, ListDesk::kSlots> m_columns{};
    std::array<ListLinks *, ListDesk::kSlots - 1> m_links{};
    QFrame *m_whyCard;
    WhyView *m_why;
    QTimer *m_poll;
    bool m_folded = false;
    std::size_t m_firstColumn = 0; ///< of comparedSlots()

    Job<Known> m_reading;
    Job<ShopperHistory> m_historyJob;
};

} // namespace aisle
