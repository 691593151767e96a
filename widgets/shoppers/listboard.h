#pragma once
#include "core/runs/runstore.h"
#include "models/listdesk.h"
#include "widgets/common/retranslated.h"

#include <QFrame>
#include <array>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace aisle {

class EmptyState;
class ListColumn;
class ListLinks;

/// The lists of the compared runs beside each other, as many as have room, with lines between products that stand in
/// both; or what there is to do before there are lists.
class ListBoard : public Retranslated<QFrame>
{
    Q_OBJECT
public:
    ListBoard(ListDesk *desk, QWidget *parent);

    void setSession(SessionPointer session);
    void setRuns(std::vector<RunSummary> runs);          ///< all kept ones, by id
    void setAsEvaluated(bool on) { m_asEvaluated = on; } ///< what the lists were asked to know
    void setFolded(bool folded);                         ///< at most two columns
    int length() const;                                  ///< of the lists
    std::vector<int> comparedSlots() const;

    void showAnswer();  ///< the desk's
    void showLoading(); ///< of runs that are not read yet
    void showEmptyLists();
    void arrangeColumns();
    void markProduct(std::optional<ItemId> product);
    void focusLists();

Q_SIGNALS:
    void lengthChanged();
    void visibleSlotsChanged(const std::vector<int> &visibleSlots);
    void productChosen(const aisle::ProductRef &product);
    void openRequested(const aisle::ProductRef &product);
    void mapRequested(const aisle::ProductRef &product);
    void trainRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createWidgets();
    void createColumns();
    void layOut();
    void connectAll();
    void retranslate() override;
    void showList(ListColumn &column);
    void describeList(ListColumn &column);
    std::vector<int> visibleSlots() const;
    void shiftColumns(int by);
    void fillRunMenu();
    void compareNewest();

    ListDesk *m_desk;
    SessionPointer m_session;
    std::vector<RunSummary> m_runs;
    bool m_runsRead = false;
    bool m_asEvaluated = true;
    bool m_folded = false;
    std::size_t m_firstColumn = 0; ///< of comparedSlots()

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
};

} // namespace aisle
