#include "widgets/import/leavequestion.h"
#include "widgets/common/style.h"
#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace aisle {

LeaveQuestion::LeaveQuestion(QWidget *parent)
    : Retranslated(parent), m_text(new QLabel(this)), m_stay(new QPushButton(this)), m_leave(new QPushButton(this))
{
    setObjectName(QStringLiteral("leave-question"));
    setFrameShape(QFrame::StyledPanel);
    m_text->setWordWrap(true);
    m_text->setFont(strongFont());
    m_stay->setObjectName(QStringLiteral("leave-stay"));
    m_leave->setObjectName(QStringLiteral("leave-leave"));
    m_leave->setAutoDefault(false);
    setPrimary(m_stay);
    auto *line = new QHBoxLayout(this);
    line->addWidget(m_text, 1);
    line->addWidget(m_leave);
    line->addWidget(m_stay);
    connect(m_stay, &QPushButton::clicked, this, &LeaveQuestion::stay);
    connect(m_leave, &QPushButton::clicked, this, &LeaveQuestion::left);
    retranslate();
    hide();
}

void LeaveQuestion::ask()
{
    show();
    m_stay->setFocus(Qt::OtherFocusReason);
}

void LeaveQuestion::stay()
{
    hide();
    Q_EMIT stayed();
}

void LeaveQuestion::retranslate()
{
    m_text->setText(tr("Nothing has come in yet. What you have chosen here would be lost."));
    m_stay->setText(tr("Go on choosing"));
    m_leave->setText(tr("Discard my choices"));
}

} // namespace aisle
