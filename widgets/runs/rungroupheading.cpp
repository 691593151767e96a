#include "widgets/runs/rungroupheading.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/text/runtext.h"
#include "widgets/text/tiptext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>

namespace aisle {

RunGroupHeading::RunGroupHeading(const RunGroup &group, QWidget *parent)
    : QWidget(parent), m_key(group.key), m_dataHash(group.rows.front().run.protocol.dataHash),
      m_judge(new QToolButton(this))
{
    setAutoFillBackground(true);
    auto shades = palette();
    shades.setColor(QPalette::Window, tokens().raised);
    setPalette(shades);
    auto *text = new QLabel(group.heading, this);
    text->setFont(strongFont());
    text->setToolTip(tipText(tr("%1 · training data %2").arg(group.heading, m_dataHash.left(12))));
    auto *count = new QLabel(tr("%n run(s)", nullptr, static_cast<int>(group.rows.size())), this);
    setSecondary(count);
    auto *gone = new QLabel(tr("data taken back"), this);
    gone->setObjectName(QStringLiteral("data-gone"));
    gone->setToolTip(tr("The project no longer has the events that these runs learnt from."));
    gone->setVisible(group.dataGone);
    setTone(gone, Tone::Warning);
    m_judge->setObjectName(QStringLiteral("judge-like"));
    m_judge->setText(tr("Evaluate under this protocol"));
    m_judge->setIcon(themeIcon(QStringLiteral("refresh")));
    m_judge->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_judge->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSpaceBetween, 0, kSpaceBetween, 0);
    layout->addWidget(text);
    layout->addWidget(count);
    layout->addWidget(gone);
    layout->addSpacing(kSpaceBetween);
    layout->addWidget(m_judge);
    layout->addStretch(1);
    connect(m_judge, &QToolButton::clicked, this, [this] { Q_EMIT judgeRequested(m_key); });
}

void RunGroupHeading::setSelected(const std::vector<RunRecord> &selected, bool writable)
{
    const bool elsewhere = std::any_of(selected.begin(), selected.end(),
                                       [this](const RunRecord &run) { return run.protocol.key() != m_key; });
    const bool possible = std::all_of(selected.begin(), selected.end(),
                                      [this](const RunRecord &run) { return run.protocol.dataHash == m_dataHash; });
    m_judge->setVisible(elsewhere && writable);
    m_judge->setEnabled(possible);
    m_judge->setToolTip(possible
                            ? tr("Judges the selected runs as the runs below were judged, without training them again")
                            : tr("The selected runs learnt from other data: train them again to judge them here."));
}

} // namespace aisle
