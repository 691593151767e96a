#include "widgets/shell/page.h"
#include "widgets/common/taborder.h"
#include "widgets/tables/sheetoutput.h"
#include "widgets/text/errortext.h"

#include <QEvent>
#include <QShowEvent>
#include <algorithm>

namespace aisle {

namespace {

std::vector<PageInfo> &registry()
{
    static std::vector<PageInfo> pages;
    return pages;
}

} // namespace

bool registerPage(PageInfo info)
{
    registry().push_back(std::move(info));
    return true;
}

std::vector<PageInfo> pages()
{
    auto sorted = registry();
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.order < b.order; });
    return sorted;
}

Page::Page(QWidget *parent) : QWidget(parent), m_output(new SheetOutput(this))
{
    sayOfOutput();
}

void Page::sayOfOutput()
{
    connect(m_output, &SheetOutput::done, this, [this](const LiveText &sentence) {
        Q_EMIT noticeRaised({.level = Notice::Level::Good, .text = sentence});
    });
    connect(m_output, &SheetOutput::cutShort, this, [this](const LiveText &sentence, const Sheet &whole) {
        Q_EMIT noticeRaised({.level = Notice::Level::Warning,
                             .text = sentence,
                             .action = [] { return tr("Save as CSV ..."); },
                             .onAction =
                                 [output = QPointer(m_output), whole] {
                                     if (output)
                                         output->save(whole, tr("rows"));
                                 }});
    });
    connect(m_output, &SheetOutput::failed, this, [this](const Error &error) {
        Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = liveErrorText(error)});
    });
}

void Page::setProject(std::shared_ptr<ProjectSession> session)
{
    if (m_session == session)
        return;
    if (m_session) {
        onProjectLeaving();
        disconnect(m_session.get(), nullptr, this, nullptr);
    }
    m_session = std::move(session);
    m_output->setSession(m_session);
    onProjectChanged();
    if (m_session && isVisible())
        onShown();
}

bool Page::event(QEvent *event)
{
    const auto done = QWidget::event(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::Polish)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        restyle();
    return done;
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tabInLayoutOrder(this);
    if (m_session && !event->spontaneous())
        onShown();
}

} // namespace aisle
