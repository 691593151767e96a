#pragma once
#include "models/projectsession.h"
#include "widgets/text/livetext.h"

#include <QPointer>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

namespace aisle {

class SheetOutput;

/// Something said over the page's lower right edge; never a modal box.
struct Notice
{
    enum class Level { Info, Good, Warning, Error };
    Level level = Level::Info;
    LiveText text{};    ///< one sentence
    LiveText details{}; ///< shown by "Details", copied by "Copy"; may be empty
    LiveText action{};  ///< label of an extra button; may be empty
    std::function<void()> onAction{};
    LiveText secondAction{}; ///< another button, after the first
    std::function<void()> onSecondAction{};
    LiveText thirdAction{};
    std::function<void()> onThirdAction{};
    /// Its last command is what the sentence tells of: the first button undoes that one and no other, so the notice
    /// goes as soon as the stack moves. Instead of `action`.
    QPointer<QUndoStack> undoes{};
};

/// A page of the main window. Adding one is adding a folder with a ...page.cpp to widgets/:
///
///     namespace {
///     const bool kRegistered = registerPage({.id = "runs", .title = QT_TRANSLATE_NOOP("Page", "Runs"),
///                                            .icon = "runs", .order = 30,
///                                            .make = [](QWidget *parent) -> Page * { return new RunsPage(parent); }});
///     }
///
/// The constructor makes its widgets without any text; retranslate() sets every text. The window calls setProject()
/// with each project that is opened, and with null when it is closed: a page connects to the session's signals there
/// (connections to the old session go by themselves when it is destroyed; disconnect those to a session that lives on)
/// and shows nothing of an older one. A page that is not visible may put off its work until shown(). Order 10 Data,
/// 20 Train, 30 Runs, 40 Shoppers, 45 Product, 47 Features, 50 Map.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(QWidget *parent = nullptr);

    void setProject(std::shared_ptr<ProjectSession> session);
    const std::shared_ptr<ProjectSession> &session() const { return m_session; }

    /// Ctrl+F: put the focus where one searches in this page.
    virtual void findInPage() {}
    /// Run > Start training (Ctrl+R) and other commands by id; @return whether this page did it.
    virtual bool runCommand(const QString &) { return false; }
    /// A figure or picture for screenshots is complete (no job of the page runs).
    virtual bool isSettled() const { return true; }

Q_SIGNALS:
    void pageRequested(const QString &id);         ///< the window shows that page
    void commandRequested(const QString &command); ///< "import", "open", ...: the window's own commands
    void noticeRaised(const aisle::Notice &notice);

protected:
    virtual void onProjectChanged() = 0; ///< session() is new, or null
    virtual void onProjectLeaving() {}   ///< session() is still the one that goes: keep what is to be remembered
    virtual void retranslate() = 0;      ///< called once before the first show, and on every change of language
    virtual void restyle() {}            ///< the theme changed: repaint what copied colours
    virtual void onShown() {}            ///< each time the page comes to the front with a project

    SheetOutput *output() const { return m_output; } ///< by which tables of the page are copied and saved

    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void sayOfOutput();
    std::shared_ptr<ProjectSession> m_session;
    SheetOutput *m_output;
};

struct PageInfo
{
    const char *id;
    const char *title; ///< QT_TRANSLATE_NOOP("Page", ...)
    const char *icon;  ///< of resources/icons
    int order;         ///< in the page bar; Ctrl+1 is the first
    std::function<Page *(QWidget *parent)> make;
};

/// Call once a page at namespace scope of its own file. @return true
bool registerPage(PageInfo info);
std::vector<PageInfo> pages(); ///< by order

} // namespace aisle

Q_DECLARE_METATYPE(aisle::Notice)
