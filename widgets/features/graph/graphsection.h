#pragma once
#include "models/desks/graphdesk.h"
#include "widgets/common/retranslated.h"
#include "widgets/shell/page.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace aisle {

class EmptyState;
class ListCard;
class ProjectTableModel;
class TablePane;

/// The knowledge graph: what it has by relation and source, and its triples as a table that can be filtered and
/// edited. Everything done here is a step of Edit > Undo.
class GraphSection : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit GraphSection(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    void refresh(); ///< when it comes to the front: reads what changed since
    void findInTable();
    bool isSettled() const;

Q_SIGNALS:
    void noticeRaised(const aisle::Notice &notice);

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void connectSession();
    void retranslate() override;

    void takeOverview(const GraphDesk::Overview &overview);
    void showOverview();
    void showState();
    void showButtons();
    void filterToRelation();
    bool canWrite() const;
    const GraphDesk::Said *chosen() const;     ///< the row that is selected; null: none
    QString nameAt(int row, int column) const; ///< of an end in the table; empty where it may not be shown

    void openBuild();
    void openImport();
    void openAdd();
    void openMerge();
    void deleteSelected();
    void takeBackSource();
    void tell(const LiveText &text, const LiveText &remarks = {});

    SessionPointer m_session;
    GraphDesk *m_desk;
    std::optional<GraphDesk::Overview> m_overview;
    std::optional<Error> m_failure;
    bool m_stale = true;

    QPushButton *m_build;
    QPushButton *m_import;
    QPushButton *m_takeBack;
    QPushButton *m_add;
    QPushButton *m_merge;
    QPushButton *m_delete;
    QLabel *m_counts;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QSplitter *m_work;
    ListCard *m_said;
    ProjectTableModel *m_model;
    TablePane *m_triples;
    QAction *m_deleteKey;
};

} // namespace aisle
