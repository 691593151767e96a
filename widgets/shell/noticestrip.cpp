#include "widgets/shell/noticestrip.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

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

NoticeStrip::NoticeStrip(QWidget *parent) : QWidget(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
    hide();
}

void NoticeStrip::createWidgets()
{
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
    line->addWidget(m_icon, 0, Qt::AlignVCenter);
    line->addWidget(m_text, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_action, m_second, m_third, m_details, m_copy, m_close})
        line->addWidget(widget, 0, Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacePage, kSpaceInside + 2, kSpaceBetween, kSpaceInside + 2);
    layout->setSpacing(kSpaceInside);
    layout->addLayout(line);
    layout->addWidget(m_detailText);
}

void NoticeStrip::connectAll()
{
    connect(m_details, &QToolButton::toggled, m_detailText, &QWidget::setVisible);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_notice.details.isEmpty() ? m_notice.text
                                                                      : m_notice.text + u'\n' + m_notice.details);
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
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
    if (m_notice.undoes)
        m_action->setText(tr("Undo"));
}

/// Whatever is done or undone next, the button would no longer mean what the sentence says.
void NoticeStrip::offerUndo()
{
    auto *stack = m_notice.undoes.data();
    m_notice.action = tr("Undo");
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
    m_text->setText(notice.text);
    m_action->setText(m_notice.action);
    m_action->setVisible(!m_notice.action.isEmpty());
    m_second->setText(notice.secondAction);
    m_second->setVisible(!notice.secondAction.isEmpty());
    m_third->setText(notice.thirdAction);
    m_third->setVisible(!notice.thirdAction.isEmpty());
    const bool bad = notice.level == Notice::Level::Error || notice.level == Notice::Level::Warning;
    m_details->setVisible(!notice.details.isEmpty());
    m_details->setChecked(false);
    m_copy->setVisible(bad || !notice.details.isEmpty());
    m_detailText->setPlainText(notice.details);
    tint();
    QWidget::show();
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
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        tint();
}

void NoticeStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
    painter.fillRect(QRect(0, 0, 4, height()), colour());
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens().hairline);
}

} // namespace aisle
