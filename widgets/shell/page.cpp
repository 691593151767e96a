#include "widgets/shell/page.h"
#include "widgets/common/taborder.h"

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

void Page::setProject(std::shared_ptr<ProjectSession> session)
{
    if (m_session == session)
        return;
    if (m_session) {
        onProjectLeaving();
        disconnect(m_session.get(), nullptr, this, nullptr);
    }
    m_session = std::move(session);
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
