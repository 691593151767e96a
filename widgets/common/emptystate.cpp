#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/style.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace aisle {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_button(new QPushButton(this))
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(140); // narrower than any column it stands in
    m_text->setMaximumWidth(460);
    setSecondary(m_text);
    setPrimary(m_button);
    m_button->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2 * kSpaceBetween);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    auto *line = new QHBoxLayout;
    line->addStretch();
    line->addWidget(m_text, 10);
    line->addStretch();
    layout->addLayout(line);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::triggered);
}

void EmptyState::setIcon(const QString &name)
{
    m_iconName = name;
    tint();
}

void EmptyState::setText(const QString &sentence)
{
    m_text->setText(sentence);
}

void EmptyState::setAction(const QString &label)
{
    m_button->setText(label);
    m_button->setVisible(!label.isEmpty());
}

void EmptyState::say(const QString &icon, const QString &sentence, const QString &action)
{
    setIcon(icon);
    setText(sentence);
    setAction(action);
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void EmptyState::tint()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(iconPixmap(m_iconName, 40, tokens().secondaryText, devicePixelRatioF()));
}

} // namespace aisle
