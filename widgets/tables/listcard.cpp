#include "widgets/tables/listcard.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/theme.h"
#include "widgets/tables/rowsview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace aisle {

ListCard::ListCard(QWidget *parent)
    : QFrame(parent), m_title(new QLabel(this)), m_note(new QLabel(this)), m_line(new QHBoxLayout),
      m_stack(new QStackedWidget(this)), m_rows(new RowsView(m_stack)), m_state(new EmptyState(m_stack))
{
    showAsCard(this);
    m_title->setFont(sectionFont());
    m_note->setWordWrap(true);
    setSecondary(m_note);
    m_stack->addWidget(m_rows);
    m_stack->addWidget(m_state);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, kSpaceBetween, 12, kSpaceInside);
    head->setSpacing(0);
    m_line->addWidget(m_title, 1);
    head->addLayout(m_line);
    head->addWidget(m_note);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
}

void ListCard::setTitle(const QString &title)
{
    m_title->setText(title);
}

void ListCard::setCorner(QWidget *widget)
{
    m_line->addWidget(widget);
}

void ListCard::showRows(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_stack->setCurrentWidget(m_rows);
}

void ListCard::showMessage(const QString &icon, const QString &sentence, const QString &action)
{
    m_note->hide();
    m_state->say(icon, sentence, action);
    m_stack->setCurrentWidget(m_state);
}

void ListCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        m_title->setFont(sectionFont());
}

} // namespace aisle
