#include "widgets/shell/noticestrip.h"
#include "core/common/text/showntext.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/text/toolname.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace aisle {

namespace {

constexpr int kGoodNewsMs = 8000;
constexpr int kOfferMs = 30'000; ///< good news with something to do next
constexpr int kLeastWidth = 340;
constexpr int kMostWidth = 460;

QString iconOf(Notice::Level level)
{
    switch (level) {
    case Notice::Level::Info:
        return QStringLiteral("info");
    case Notice::Level::Good:
        return QStringLiteral("done");
    case Notice::Level::Warning:
        return QStringLiteral("warning");
    case Notice::Level::Error:
        break;
    }
    return QStringLiteral("error");
}

} // namespace

NoticeStrip::NoticeStrip(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
}

void NoticeStrip::createWidgets()
{
    hide(); // until there is something to say
    m_icon = new QLabel(this);
    m_text = new QLabel(this);
    m_text->setObjectName(QStringLiteral("notice-text"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action = new QPushButton(this);
    m_action->setObjectName(QStringLiteral("notice-action"));
    m_second = new QPushButton(this);
    m_second->setObjectName(QStringLiteral("notice-second-action"));
    m_third = new QPushButton(this);
    m_third->setObjectName(QStringLiteral("notice-third-action"));
    m_details = new QToolButton(this);
    m_details->setCheckable(true);
    m_copy = new QToolButton(this);
    m_close = new QToolButton(this);
    m_close->setIcon(themeIcon(QStringLiteral("close")));
    for (auto *button : {m_details, m_copy, m_close})
        button->setAutoRaise(true);
    m_detailText = new QPlainTextEdit(this);
    m_detailText->setReadOnly(true);
    m_detailText->setMaximumHeight(120);
    m_detailText->hide();
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
}

void NoticeStrip::layOut()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(kSpaceBetween);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_text, 1);
    line->addWidget(m_close, 0, Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(kSpaceBetween);
    buttons->addWidget(m_details);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    buttons->addWidget(m_third);
    buttons->addWidget(m_second);
    buttons->addWidget(m_action);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacePage, kSpaceBetween, kSpaceBetween, kSpaceBetween);
    layout->setSpacing(kSpaceInside);
    layout->addLayout(line);
    layout->addWidget(m_detailText);
    layout->addLayout(buttons);
}

void NoticeStrip::setOver(QWidget *page)
{
    m_page = page;
    m_page->installEventFilter(this);
}

void NoticeStrip::place()
{
    if (!m_page)
        return;
    const int wide = std::clamp(m_page->width() * 2 / 5, kLeastWidth, kMostWidth);
    layout()->activate();
    const int high = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : sizeHint().height();
    const auto edge = QPoint(m_page->width() - kSpacePage, m_page->height() - kSpacePage);
    const auto corner = m_page->mapTo(parentWidget(), edge);
    setGeometry(corner.x() - wide, corner.y() - high, wide, high);
    raise();
}

bool NoticeStrip::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        place();
    return done;
}

bool NoticeStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (isVisible() && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        place();
    return QWidget::eventFilter(watched, event);
}

void NoticeStrip::connectAll()
{
    connect(m_details, &QToolButton::toggled, m_detailText, &QWidget::setVisible);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        const auto details = m_notice.details();
        QApplication::clipboard()->setText(details.isEmpty() ? m_notice.text() : m_notice.text() + u'\n' + details);
    });
    connect(m_close, &QToolButton::clicked, this, &NoticeStrip::dismiss);
    connect(m_timer, &QTimer::timeout, this, &NoticeStrip::dismiss);
    const auto take = [this](std::function<void()> Notice::*which) {
        const auto act = m_notice.*which;
        dismiss();
        if (act)
            act();
    };
    connect(m_action, &QPushButton::clicked, this, [take] { take(&Notice::onAction); });
    connect(m_second, &QPushButton::clicked, this, [take] { take(&Notice::onSecondAction); });
    connect(m_third, &QPushButton::clicked, this, [take] { take(&Notice::onThirdAction); });
}

void NoticeStrip::retranslate()
{
    m_details->setText(tr("Details"));
    m_copy->setText(tr("Copy"));
    setToolName(m_close, tr("Close this message"));
    sayNotice();
}

void NoticeStrip::sayNotice()
{
    m_text->setText(m_notice.text());
    m_action->setText(m_notice.action());
    m_second->setText(m_notice.secondAction());
    m_third->setText(m_notice.thirdAction());
    m_detailText->setPlainText(shownText(m_notice.details()));
}

/// Whatever is done or undone next, the button would no longer mean what the sentence says.
void NoticeStrip::offerUndo()
{
    auto *stack = m_notice.undoes.data();
    m_notice.action = [] { return tr("Undo"); };
    m_notice.onAction = [stack = m_notice.undoes] {
        if (stack)
            stack->undo();
    };
    connect(stack, &QUndoStack::indexChanged, this, &NoticeStrip::dismiss);
}

void NoticeStrip::show(const Notice &notice)
{
    dismiss();
    m_notice = notice;
    m_history.push_back(notice);
    if (m_notice.undoes)
        offerUndo();
    if (m_history.size() > kMaxHistory)
        m_history.erase(m_history.begin());
    sayNotice();
    m_action->setVisible(!m_notice.action.isEmpty());
    m_second->setVisible(!notice.secondAction.isEmpty());
    m_third->setVisible(!notice.thirdAction.isEmpty());
    const bool bad = notice.level == Notice::Level::Error || notice.level == Notice::Level::Warning;
    m_details->setVisible(!notice.details.isEmpty());
    m_details->setChecked(false);
    m_copy->setVisible(bad || !notice.details.isEmpty());
    tint();
    QWidget::show();
    place();
    if (notice.level == Notice::Level::Good)
        m_timer->start(m_notice.action.isEmpty() ? kGoodNewsMs : kOfferMs);
    else
        m_timer->stop();
    QAccessibleEvent announced(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&announced);
}

void NoticeStrip::dismiss()
{
    m_timer->stop();
    if (m_notice.undoes)
        disconnect(m_notice.undoes, nullptr, this, nullptr);
    m_notice = {};
    hide();
}

QColor NoticeStrip::colour() const
{
    switch (m_notice.level) {
    case Notice::Level::Info:
        return tokens().secondaryText;
    case Notice::Level::Good:
        return tokens().good;
    case Notice::Level::Warning:
        return tokens().warning;
    case Notice::Level::Error:
        break;
    }
    return tokens().bad;
}

void NoticeStrip::tint()
{
    m_icon->setPixmap(iconPixmap(iconOf(m_notice.level), 18, colour(), devicePixelRatioF()));
    update();
}

void NoticeStrip::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void NoticeStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(.5, .5, -.5, -.5);
    painter.setPen(tokens().outline);
    painter.setBrush(tokens().raised);
    painter.drawRoundedRect(card, kCardRadius, kCardRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour());
    painter.drawRoundedRect(QRectF(4, kSpaceBetween, 3, height() - 2 * kSpaceBetween), 1.5, 1.5);
}

} // namespace aisle
