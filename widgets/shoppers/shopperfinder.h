#pragma once
#include "core/explore/shopperfinder.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTimer;
class QToolButton;

namespace aisle {

class EmptyState;
class FoundShoppersModel;
class RowChoice;

/// Finds a shopper by key or by behaviour; choosing one sets the selection's shopper. The selection's shopper is
/// marked, above the others when it is not among them.
class ShopperFinder : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ShopperFinder(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    void find(); ///< again, by what the controls say
    void focusSearch();
    void takeAtRandom();
    void setOrder(ShopperOrder order);
    bool isSettled() const { return !m_job.isRunning() && !m_onTopJob.isRunning(); }

Q_SIGNALS:
    void shopperChosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createWidgets();
    void createTable();
    void layOut();
    void connectAll();
    void retranslate() override;
    void fillOrders();
    ShopperOrder order() const;
    ShopperQuery query() const;
    void onFound(Outcome<FoundShoppers> outcome, ShopperOrder order);
    void showProgress();
    void showCount();
    void markCurrent();
    void putOnTop(UserId user);
    void chooseRow(int row);

    SessionPointer m_session;
    FoundShoppersModel *m_model;
    QLabel *m_title;
    QComboBox *m_order;
    QToolButton *m_again;
    QLineEdit *m_search;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_state;
    QLabel *m_count;
    QTimer *m_poll;
    std::uint64_t m_seed = 1;
    bool m_chooseFirst = false;
    RowChoice *m_choice;
    Job<FoundShoppers> m_job;
    Job<std::optional<FoundShopper>> m_onTopJob;
};

} // namespace aisle
