#pragma once
#include "widgets/common/retranslated.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace aisle {

/// The buttons over the table of runs. The same actions stand in the table's context menu.
class RunToolbar : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit RunToolbar(QWidget *parent = nullptr);

    /// @param count  of selected runs; @param writable  the project can be changed
    void setSelected(std::size_t count, bool writable);
    void setCanList(bool can); ///< there are runs whose lists can be saved
    QMenu *judgeMenu() const { return m_judgeMenu; }
    QMenu *columnMenu() const { return m_columnMenu; }
    QMenu *reportMenu() const { return m_reportMenu; } ///< of the runs that a report may be on
    void fillContextMenu(QMenu *menu) const;
    void clickDelete();

Q_SIGNALS:
    void compareRequested();
    void openRequested();
    void againRequested();
    void renameRequested();
    void deleteRequested();
    void exportRequested();
    void listsRequested(int k); ///< everybody's lists of so many products
    void metricsHelpRequested();

private:
    QToolButton *addButton(const char *icon, const char *id);
    void retranslate() override;

    QMenu *m_judgeMenu;
    QMenu *m_columnMenu;
    QMenu *m_listMenu;
    QMenu *m_reportMenu;
    QToolButton *m_compare;
    QToolButton *m_open;
    QToolButton *m_again;
    QToolButton *m_judge;
    QToolButton *m_rename;
    QToolButton *m_delete;
    QToolButton *m_columns;
    QToolButton *m_lists;
    QToolButton *m_export;
    QToolButton *m_report;
    QToolButton *m_metricsHelp;
};

} // namespace aisle
