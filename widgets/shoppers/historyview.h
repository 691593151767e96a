#pragma once
#include "models/historymodel.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>

class QAction;
class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace aisle {

class EmptyState;
class ProductField;

/// A shopper's history with what-if: ticks, a field to add a product, and the switch that says what the lists know.
class HistoryView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit HistoryView(QWidget *parent = nullptr);

    HistoryModel *model() const { return m_model; }
    void setSession(SessionPointer session);
    void showHistory(std::shared_ptr<const ShopperHistory> history);
    void showMessage(const QString &icon, const QString &sentence, const QString &action = {});
    bool asEvaluated() const { return m_asEvaluated; }
    /// @param reason  why lists as evaluated cannot be made; empty: they can
    void setCanEvaluate(bool can, const QString &reason);
    /// What names the run whose split is shown ("A"), or empty.
    void setPartsOf(const QString &run);
    /// A widget at the start of the heading (the finder's button while it is folded).
    void setLeading(QWidget *widget);
    void addProduct(const ItemRecord &item); ///< what if; an event of the chosen kind

Q_SIGNALS:
    void inputChanged();    ///< as evaluated, or as of today
    void actionTriggered(); ///< the button of the message
    void productActivated(const aisle::ProductRef &product);
    void openRequested(const aisle::ProductRef &product); ///< its own page
    void mapRequested(const aisle::ProductRef &product);

protected:
    void changeEvent(QEvent *event) override;

private:
    void createWidgets();
    void createInput();
    void layOut();
    void layOutInput();
    void connectAll();
    void retranslate() override;
    void describe();
    void showEdits();
    void createActions();
    void updateActions();
    void turnEvent(int row);
    std::optional<ProductRef> productAt(const QModelIndex &index) const;
    void activate(const QModelIndex &index);
    void fillKinds();

    SessionPointer m_session;
    HistoryModel *m_model;
    QHBoxLayout *m_heading = nullptr;
    QLabel *m_title;
    QLabel *m_facts;
    QPushButton *m_evaluated;
    QPushButton *m_today;
    QButtonGroup *m_input;
    ProductField *m_add;
    QComboBox *m_kind;
    QWidget *m_banner;
    QLabel *m_edits;
    QToolButton *m_undo;
    QPushButton *m_leave;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_state;
    QWidget *m_controls;
    QAction *m_copy;
    QAction *m_copyAll;
    QAction *m_saveAll;
    QAction *m_open;
    QAction *m_map;
    QAction *m_leaveOut;
    bool m_asEvaluated = true;
    QString m_partsOf;
    QString m_cannotEvaluate;
};

} // namespace aisle
