#pragma once
#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"
#include "widgets/shell/page.h"
#include "widgets/text/namematch.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTimer;

namespace aisle {

class MainMenu;

/// Search everything (Ctrl+K): shoppers, products, runs, pages and commands for a typed text, those first whose name
/// answers it best. Enter takes the first; shoppers, products and runs become the selection.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(SessionPointer session, std::vector<PageInfo> pages, MainMenu *menu, QWidget *parent);
    bool isSettled() const; ///< the list answers what is typed

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
    struct Answer ///< a line of the list
    {
        NameMatch match;
        QString icon, text, kind;
        std::function<void()> act;
    };
    void search();
    void showFound(const Found &found);
    void addPages();
    void addCommands();
    void addRuns(const Found &found);
    void addShoppers(const Found &found);
    void addProducts(const Found &found);
    void listAnswers();
    void say(const QString &sentence); ///< instead of answers
    void take();

    SessionPointer m_session;
    std::vector<PageInfo> m_pages;
    MainMenu *m_menu;
    QLineEdit *m_field;
    QListWidget *m_list;
    QTimer *m_timer;
    Job<Found> m_job;
    std::vector<Answer> m_answers; ///< as listed
};

} // namespace aisle
