#pragma once
#include "core/lists/shopperhistory.h"
#include "models/listdesk.h"
#include "widgets/shell/page.h"

#include <vector>

class QFrame;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace aisle {

class EmptyState;
class HistoryView;
class ListBoard;
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
    void onShown() override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Known ///< of the project, read in one job
    {
        std::int64_t events = 0;
        std::vector<RunSummary> runs; ///< by id
    };

    void createWidgets();
    void layOut();
    void connectAll();
    void connectViews();
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
    void markParts();
    void onProduct();
    void showProduct(); ///< marks it and asks why
    void chooseProduct(const ProductRef &product);
    void closeWhy();

    void fold(); ///< the finder, by the page's width
    void showFinder();

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
    ListBoard *m_lists;
    QFrame *m_whyCard;
    WhyView *m_why;
    QTimer *m_poll;
    bool m_folded = false;

    Job<Known> m_reading;
    Job<ShopperHistory> m_historyJob;
};

} // namespace aisle
