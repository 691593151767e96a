#include "widgets/shell/pagebar.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/text/tiptext.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolButton>

namespace aisle {

namespace {

constexpr int kBarHeight = 44;

/// A page's button: icon and title, a line under the chosen one.
class PageButton : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStylePainter painter(this);
        QStyleOptionToolButton option;
        initStyleOption(&option);
        const bool chosen = isChecked();
        option.state &= ~(QStyle::State_On | QStyle::State_Sunken);
        option.font = chosen ? strongFont() : font();
        const auto inner = rect().adjusted(0, 6, 0, -6);
        option.rect = inner;
        painter.drawComplexControl(QStyle::CC_ToolButton, option);
        if (chosen)
            painter.fillRect(QRect(8, height() - 2, width() - 16, 2), tokens().accent);
    }
    QSize sizeHint() const override
    {
        const auto wide = QFontMetrics(strongFont()).horizontalAdvance(text());
        return {wide + iconSize().width() + 26, kBarHeight};
    }
};

} // namespace

PageBar::PageBar(const std::vector<PageInfo> &pages, QWidget *parent)
    : QWidget(parent), m_pages(pages), m_group(new QButtonGroup(this)), m_search(new QPushButton(this)),
      m_name(new QLabel(this)), m_lock(new QLabel(this))
{
    setFixedHeight(kBarHeight);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSpaceBetween, 0, kSpacePage, 0);
    layout->setSpacing(kSpaceInside);
    for (const auto &page : m_pages)
        layout->addWidget(addButton(page));
    layout->addStretch();
    m_search->setObjectName(QStringLiteral("search-everything"));
    m_search->setAutoDefault(false);
    m_search->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(m_lock);
    layout->addWidget(m_name);
    layout->addSpacing(kSpaceBetween);
    layout->addWidget(m_search); // last: its place does not depend on the project's name
    setSecondary(m_name);
    m_lock->hide();
    connect(m_search, &QPushButton::clicked, this, &PageBar::searchChosen);
    tint();
}

QToolButton *PageBar::addButton(const PageInfo &page)
{
    auto *button = new PageButton(this);
    button->setObjectName(QStringLiteral("page-%1").arg(QLatin1String(page.id)));
    button->setIcon(themeIcon(QLatin1String(page.icon)));
    button->setIconSize({18, 18});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    m_group->addButton(button);
    m_buttons.push_back(button);
    connect(button, &QToolButton::clicked, this, [this, id = QString::fromLatin1(page.id)] { Q_EMIT pageChosen(id); });
    return button;
}

void PageBar::tint()
{
    m_search->setIcon(colouredIcon(QStringLiteral("search"), tokens().secondaryText));
    m_lock->setPixmap(iconPixmap(QStringLiteral("lock"), 16, tokens().secondaryText, devicePixelRatioF()));
}

void PageBar::setCurrent(const QString &id)
{
    m_group->setExclusive(false);
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        m_buttons[i]->setChecked(id == QLatin1String(m_pages[i].id));
    m_group->setExclusive(!id.isEmpty());
}

void PageBar::setProjectName(const QString &name, const QString &readOnlyReason)
{
    m_name->setText(fontMetrics().elidedText(name, Qt::ElideMiddle, 220));
    m_name->setToolTip(tipText(name));
    m_lock->setVisible(!readOnlyReason.isEmpty());
    tint();
    m_lock->setToolTip(tipText(readOnlyReason));
}

void PageBar::setPagesEnabled(bool enabled)
{
    for (auto *button : m_buttons)
        button->setEnabled(enabled);
    m_search->setEnabled(enabled);
}

void PageBar::retranslate()
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        m_buttons[i]->setText(QCoreApplication::translate("Page", m_pages[i].title));
        m_buttons[i]->setAccessibleName(m_buttons[i]->text());
        m_buttons[i]->updateGeometry();
    }
    m_search->setText(
        tr("Search everything  %1").arg(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText)));
}

void PageBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void PageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
}

} // namespace aisle
