#include "widgets/shell/mainmenu.h"
#include "widgets/shell/language.h"
#include "widgets/text/tiptext.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace aisle {

QString withoutMnemonic(QString title)
{
    return title.remove(u'&');
}

MainMenu::MainMenu(QMainWindow *window, const std::vector<PageInfo> &pages) : QObject(window), m_window(window)
{
    createFileMenu();
    createEditMenu();
    createViewMenu(pages);
    createRunMenu();
    createHelpMenu();
    retranslate();
}

QMenu *MainMenu::addMenu(const char *text)
{
    auto *menu = m_window->menuBar()->addMenu(QString());
    m_menus.emplace_back(menu, text);
    return menu;
}

QAction *MainMenu::add(QMenu *menu, const QString &id, const char *text, const QList<QKeySequence> &shortcuts,
                       const char *context)
{
    auto *action = menu->addAction(QString());
    action->setObjectName(id);
    action->setShortcuts(shortcuts);
    m_actions.insert(id, action);
    m_entries.push_back({action, context, text});
    connect(action, &QAction::triggered, this, [this, id] { Q_EMIT chosen(id); });
    return action;
}

QAction *MainMenu::addChoice(QMenu *menu, QActionGroup *group, const QString &id, const char *text)
{
    auto *action = add(menu, id, text);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

void MainMenu::createFileMenu()
{
    auto *menu = addMenu(QT_TR_NOOP("&File"));
    add(menu, QStringLiteral("new"), QT_TR_NOOP("&New project..."), QKeySequence::keyBindings(QKeySequence::New));
    add(menu, QStringLiteral("open"), QT_TR_NOOP("&Open project..."), QKeySequence::keyBindings(QKeySequence::Open));
    m_recent = menu->addMenu(QString());
    m_menus.emplace_back(m_recent, QT_TR_NOOP("Open &recent"));
    menu->addSeparator();
    add(menu, QStringLiteral("import"), QT_TR_NOOP("&Import files..."), {QKeySequence(Qt::CTRL | Qt::Key_I)});
    add(menu, QStringLiteral("import-folder"), QT_TR_NOOP("Import a fol&der..."));
    add(menu, QStringLiteral("sample"), QT_TR_NOOP("Try the &sample shop"));
    add(menu, QStringLiteral("report"), QT_TR_NOOP("&Export a report..."));
    menu->addSeparator();
    add(menu, QStringLiteral("close"), QT_TR_NOOP("&Close project"), QKeySequence::keyBindings(QKeySequence::Close));
    menu->addSeparator();
    add(menu, QStringLiteral("settings"), QT_TR_NOOP("Se&ttings..."), {QKeySequence(Qt::CTRL | Qt::Key_Comma)})
        ->setMenuRole(QAction::PreferencesRole);
    add(menu, QStringLiteral("quit"), QT_TR_NOOP("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)})
        ->setMenuRole(QAction::QuitRole);
}

void MainMenu::createEditMenu()
{
    auto *menu = addMenu(QT_TR_NOOP("&Edit"));
    add(menu, QStringLiteral("undo"), QT_TR_NOOP("&Undo"), QKeySequence::keyBindings(QKeySequence::Undo));
    add(menu, QStringLiteral("redo"), QT_TR_NOOP("&Redo"), QKeySequence::keyBindings(QKeySequence::Redo));
    menu->addSeparator();
    add(menu, QStringLiteral("find"), QT_TR_NOOP("&Find in page"), QKeySequence::keyBindings(QKeySequence::Find));
    add(menu, QStringLiteral("search"), QT_TR_NOOP("&Search everything"), {QKeySequence(Qt::CTRL | Qt::Key_K)});
    menu->addSeparator();
    add(menu, QStringLiteral("back"), QT_TR_NOOP("Selection &back"), {QKeySequence(Qt::ALT | Qt::Key_Left)});
    add(menu, QStringLiteral("forward"), QT_TR_NOOP("Selection for&ward"), {QKeySequence(Qt::ALT | Qt::Key_Right)});
    add(menu, QStringLiteral("clear-selection"), QT_TR_NOOP("&Clear the selection"),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)});
}

void MainMenu::createViewMenu(const std::vector<PageInfo> &pages)
{
    auto *menu = addMenu(QT_TR_NOOP("&View"));
    addPages(menu, pages);
    add(menu, QStringLiteral("next-page"), QT_TR_NOOP("&Next page"), {QKeySequence(Qt::CTRL | Qt::Key_Tab)});
    add(menu, QStringLiteral("previous-page"), QT_TR_NOOP("&Previous page"),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)});
    menu->addSeparator();
    add(menu, QStringLiteral("pseudonyms"), QT_TR_NOOP("Show pseudonyms instead of &keys"))->setCheckable(true);
    menu->addSeparator();
    addThemes(menu);
    addLanguages(menu);
    add(menu, QStringLiteral("full-screen"), QT_TR_NOOP("F&ull screen"), {QKeySequence(Qt::Key_F11)})
        ->setCheckable(true);
}

void MainMenu::addPages(QMenu *menu, const std::vector<PageInfo> &pages)
{
    auto *pageGroup = new QActionGroup(this);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto id = QStringLiteral("page:%1").arg(QLatin1String(pages[i].id));
        auto *action =
            add(menu, id, pages[i].title, {QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i))}, "Page");
        action->setCheckable(true);
        pageGroup->addAction(action);
    }
}

void MainMenu::addThemes(QMenu *menu)
{
    auto *theme = menu->addMenu(QString());
    m_menus.emplace_back(theme, QT_TR_NOOP("&Theme"));
    auto *themes = new QActionGroup(this);
    addChoice(theme, themes, QStringLiteral("theme:system"), QT_TR_NOOP("Follow the &system"));
    addChoice(theme, themes, QStringLiteral("theme:light"), QT_TR_NOOP("&Light"));
    addChoice(theme, themes, QStringLiteral("theme:dark"), QT_TR_NOOP("&Dark"));
}

void MainMenu::addLanguages(QMenu *menu)
{
    auto *language = menu->addMenu(QString());
    m_menus.emplace_back(language, QT_TR_NOOP("&Language"));
    auto *group = new QActionGroup(this);
    for (const auto &known : languages()) {
        auto *action = language->addAction(known.name);
        action->setCheckable(true);
        group->addAction(action);
        const auto id = QStringLiteral("language:%1").arg(known.code);
        m_actions.insert(id, action);
        connect(action, &QAction::triggered, this, [this, id] { Q_EMIT chosen(id); });
    }
}

void MainMenu::createRunMenu()
{
    auto *menu = addMenu(QT_TR_NOOP("&Run"));
    add(menu, QStringLiteral("train-page"), QT_TR_NOOP("Choose what to &train"), {QKeySequence(Qt::CTRL | Qt::Key_T)});
    add(menu, QStringLiteral("start-training"), QT_TR_NOOP("&Start training"), {QKeySequence(Qt::CTRL | Qt::Key_R)});
    menu->addSeparator();
    add(menu, QStringLiteral("keep-best"), QT_TR_NOOP("Stop and &keep best"));
    add(menu, QStringLiteral("hold-queue"), QT_TR_NOOP("&Pause all trainings"))->setCheckable(true);
    add(menu, QStringLiteral("cancel-jobs"), QT_TR_NOOP("&Cancel all jobs"));
}

void MainMenu::createHelpMenu()
{
    auto *menu = addMenu(QT_TR_NOOP("&Help"));
    add(menu, QStringLiteral("help-page"), QT_TR_NOOP("&This page"),
        QKeySequence::keyBindings(QKeySequence::HelpContents));
    add(menu, QStringLiteral("help:metrics"), QT_TR_NOOP("What the &metrics mean"));
    add(menu, QStringLiteral("help:recommenders"), QT_TR_NOOP("The &recommenders"));
    add(menu, QStringLiteral("help:glossary"), QT_TR_NOOP("&Glossary"));
    add(menu, QStringLiteral("help:keys"), QT_TR_NOOP("&Keyboard"));
    menu->addSeparator();
    add(menu, QStringLiteral("about"), QT_TR_NOOP("&About Aisle"))->setMenuRole(QAction::AboutRole);
}

void MainMenu::setProjectOpen(bool open, bool readOnly)
{
    static const QStringList kNeedProject{
        QStringLiteral("close"),         QStringLiteral("report"),         QStringLiteral("find"),
        QStringLiteral("search"),        QStringLiteral("undo"),           QStringLiteral("redo"),
        QStringLiteral("back"),          QStringLiteral("forward"),        QStringLiteral("clear-selection"),
        QStringLiteral("train-page"),    QStringLiteral("start-training"), QStringLiteral("keep-best"),
        QStringLiteral("cancel-jobs"),   QStringLiteral("pseudonyms"),     QStringLiteral("next-page"),
        QStringLiteral("previous-page"), QStringLiteral("hold-queue")};
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it)
        if (kNeedProject.contains(it.key()) || it.key().startsWith(QLatin1String("page:")))
            it.value()->setEnabled(open);
    for (const auto &id : {QStringLiteral("import"), QStringLiteral("import-folder"), QStringLiteral("start-training")})
        m_actions.value(id)->setEnabled(!readOnly && (open || id != QLatin1String("start-training")));
}

std::vector<ShortcutGroup> MainMenu::shortcuts() const
{
    std::vector<ShortcutGroup> groups;
    for (const auto *top : m_window->menuBar()->actions()) {
        ShortcutGroup group{withoutMnemonic(top->text()), {}};
        for (const auto *action : top->menu()->actions()) {
            if (action->shortcut().isEmpty())
                continue;
            const auto title = withoutMnemonic(action->text()).remove(QStringLiteral("..."));
            group.entries.emplace_back(action->shortcut().toString(QKeySequence::NativeText), title);
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

void MainMenu::setRecent(const QStringList &paths)
{
    m_recent->clear();
    for (const auto &path : paths) {
        auto *action = m_recent->addAction(buttonText(QFileInfo(path).fileName()));
        action->setToolTip(tipText(path));
        connect(action, &QAction::triggered, this,
                [this, path] { Q_EMIT chosen(QStringLiteral("recent:%1").arg(path)); });
    }
    m_recent->setToolTipsVisible(true);
    m_recent->setEnabled(!paths.isEmpty());
}

void MainMenu::setChecked(const QString &id, bool checked)
{
    if (auto *action = m_actions.value(id))
        action->setChecked(checked);
}

void MainMenu::retranslate()
{
    for (const auto &entry : m_entries)
        entry.action->setText(QCoreApplication::translate(entry.context, entry.text));
    for (const auto &[menu, text] : m_menus)
        menu->setTitle(tr(text));
}

} // namespace aisle
