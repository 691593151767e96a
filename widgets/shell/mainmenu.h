#pragma once
#include "widgets/shell/help.h"
#include "widgets/shell/page.h"

#include <QHash>
#include <QObject>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace aisle {

QString withoutMnemonic(QString title); ///< "Open", of "&Open"

/// The menu bar: every command of the window under an id, with its text and the platform's shortcut. Says only what was
/// chosen; the window does it.
class MainMenu : public QObject
{
    Q_OBJECT
public:
    MainMenu(QMainWindow *window, const std::vector<PageInfo> &pages);

    QAction *action(const QString &id) const { return m_actions.value(id); }
    void setProjectOpen(bool open, bool readOnly);
    void setRecent(const QStringList &paths);
    void setChecked(const QString &id, bool checked);
    void retranslate();
    /// Every command with a shortcut, menu by menu, in the window's language.
    std::vector<ShortcutGroup> shortcuts() const;

Q_SIGNALS:
    void chosen(const QString &id); ///< "import", "page:runs", "theme:dark", "language:en", "recent:PATH"

private:
    struct Entry
    {
        QAction *action;
        const char *context;
        const char *text;
    };
    QMenu *addMenu(const char *text);
    QAction *add(QMenu *menu, const QString &id, const char *text, const QList<QKeySequence> &shortcuts = {},
                 const char *context = "aisle::MainMenu");
    QAction *addChoice(QMenu *menu, QActionGroup *group, const QString &id, const char *text);
    void createFileMenu();
    void createEditMenu();
    void createViewMenu(const std::vector<PageInfo> &pages);
    void addPages(QMenu *menu, const std::vector<PageInfo> &pages);
    void addThemes(QMenu *menu);
    void addLanguages(QMenu *menu);
    void createRunMenu();
    void createHelpMenu();

    QMainWindow *m_window;
    QHash<QString, QAction *> m_actions;
    std::vector<Entry> m_entries;
    std::vector<std::pair<QMenu *, const char *>> m_menus;
    QMenu *m_recent = nullptr;
};

} // namespace aisle
