#pragma once
#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"
#include "widgets/shell/page.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTimer;

namespace aisle {

class MainMenu;

/// Search everything (Ctrl+K): shoppers, products, runs, pages and commands for a typed text. Enter takes the first;
/// shoppers, products and runs become the selection.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(SessionPointer session, std::vector<PageInfo> pages, MainMenu *menu, QWidget *parent);

Q_SIGNALS:
    void pageRequested(const QString &id);
    void commandRequested(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Found
    {
        std::vector<UserRecord> shoppers;
        std::vector<ItemRecord> products;
        std::vector<RunSummary> runs;
    };
    void search();
    void showFound(const Found &found);
    /// Pages and commands. @param beginning  those whose name begins with what was typed (they stand first), or the
    /// others that contain it
    void addCommands(bool beginning);
    void add(const QString &icon, const QString &text, const QString &kind, std::function<void()> act);
    void take();

    SessionPointer m_session;
    std::vector<PageInfo> m_pages;
    MainMenu *m_menu;
    QLineEdit *m_field;
    QListWidget *m_list;
    QTimer *m_timer;
    Job<Found> m_job;
    std::vector<std::function<void()>> m_acts;
};

} // namespace aisle
