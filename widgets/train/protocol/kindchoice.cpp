#include "widgets/train/protocol/kindchoice.h"
#include "core/common/error.h"
#include "widgets/common/theme.h"
#include "widgets/forms/numberfield.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"
#include "widgets/train/protocol/formfields.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

KindChoice::KindChoice(QWidget *parent) : Retranslated(parent)
{
    for (auto **label : {&m_title, &m_learnHeader, &m_wantHeader, &m_weightHeader})
        *label = new QLabel(this);
    m_help = helpLabel(this);
    m_kinds = new QWidget(this);
    m_cancelReturns = new QCheckBox(this);
    m_cancelReturns->setObjectName(QStringLiteral("cancel-returns"));
    m_cancelReturns->setChecked(true);
    auto *column = formColumn(this);
    addTitle(*column, m_title);
    column->addWidget(m_kinds);
    column->addWidget(m_help);
    column->addWidget(m_cancelReturns);
    connect(m_cancelReturns, &QCheckBox::toggled, this, &KindChoice::onChanged);
    retranslate();
    showState();
}

void KindChoice::setKinds(const std::vector<DataFacts::Kind> &kinds)
{
    for (auto *child : m_kinds->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (child != m_learnHeader && child != m_wantHeader && child != m_weightHeader)
            child->deleteLater();
    }
    m_rows.clear();
    for (auto *header : {m_learnHeader, m_wantHeader, m_weightHeader}) {
        header->setParent(m_kinds);
        header->show();
    }
    delete m_kinds->layout();
    auto *grid = new QGridLayout(m_kinds);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(kSpaceInside);
    grid->setHorizontalSpacing(kSpacePage);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_learnHeader, 0, 1, Qt::AlignHCenter);
    grid->addWidget(m_wantHeader, 0, 2, Qt::AlignHCenter);
    grid->addWidget(m_weightHeader, 0, 3, Qt::AlignHCenter);
    for (const auto &kind : kinds)
        addRow(kind);
    retranslate();
}

void KindChoice::addRow(const DataFacts::Kind &kind)
{
    const Row row{
        kind.kind,          kind.events, new QCheckBox(m_kinds), new QCheckBox(m_kinds), new NumberField(m_kinds),
        new QLabel(m_kinds)};
    const auto name = QString::fromStdString(kind.kind.name);
    row.learn->setObjectName(QStringLiteral("learn-") + name);
    row.want->setObjectName(QStringLiteral("want-") + name);
    row.weight->setObjectName(QStringLiteral("weight-") + name);
    row.weight->setRange(0.001, 1e6, ParamScale::Log, false);
    row.weight->setValue(kind.kind.weight);
    m_rows.push_back(row);
    auto *grid = static_cast<QGridLayout *>(m_kinds->layout());
    const int line = static_cast<int>(m_rows.size());
    grid->addWidget(row.weight, line, 3);
    grid->addWidget(row.label, line, 0);
    grid->addWidget(row.learn, line, 1, Qt::AlignHCenter);
    grid->addWidget(row.want, line, 2, Qt::AlignHCenter);
    connect(row.learn, &QCheckBox::toggled, this, &KindChoice::onChanged);
    connect(row.want, &QCheckBox::toggled, this, [this] {
        m_isOpen &= m_showing;
        onChanged();
    });
    connect(row.weight, &NumberField::valueChanged, this, &KindChoice::onChanged);
}

void KindChoice::onChanged()
{
    if (m_showing)
        return;
    showState();
    Q_EMIT changed();
}

void KindChoice::showState()
{
    m_cancelReturns->setVisible(hasReturns());
    for (const auto &row : m_rows)
        row.weight->setEnabled(row.learn->isChecked());
}

void KindChoice::showRelevant(const QStringList &kinds)
{
    if (!m_isOpen)
        return;
    m_showing = true;
    for (const auto &row : m_rows)
        row.want->setChecked(kinds.contains(QString::fromStdString(row.kind.name)));
    m_showing = false;
}

bool KindChoice::hasReturns() const
{
    return std::ranges::any_of(m_rows, [](const Row &row) { return row.kind.meaning == Meaning::Return; });
}

QStringList KindChoice::ticked(QCheckBox *Row::*box) const
{
    QStringList names;
    for (const auto &row : m_rows) {
        if ((row.*box)->isChecked())
            names << QString::fromStdString(row.kind.name);
    }
    return names;
}

QStringList KindChoice::learnt() const
{
    return ticked(&Row::learn);
}

QStringList KindChoice::relevant() const
{
    return ticked(&Row::want);
}

Returns KindChoice::returns() const
{
    return hasReturns() && m_cancelReturns->isChecked() ? Returns::Cancel : Returns::Keep;
}

void KindChoice::writeTo(Protocol &protocol) const
{
    QStringList standard;
    for (const auto &row : m_rows) {
        if (isPositive(row.kind.meaning))
            standard << QString::fromStdString(row.kind.name);
    }
    const auto kinds = learnt();
    protocol.filter.kinds = kinds == standard ? QStringList{} : kinds;
    protocol.filter.targetKinds = m_isOpen ? QStringList{} : relevant();
    protocol.filter.returns = hasReturns() && !m_cancelReturns->isChecked() ? Returns::Keep : Returns::ByLog;
    protocol.kindWeights.clear();
    for (const auto &row : m_rows) {
        if (row.learn->isChecked() && row.weight->value() != row.kind.weight)
            protocol.kindWeights[QString::fromStdString(row.kind.name)] = row.weight->value();
    }
}

void KindChoice::readFrom(const Protocol &protocol)
{
    m_showing = true;
    const auto &filter = protocol.filter;
    for (const auto &row : m_rows) {
        const auto name = QString::fromStdString(row.kind.name);
        const auto meaning = QString::fromLatin1(meaningName(row.kind.meaning));
        const bool isLearnt = filter.kinds.isEmpty() ? isPositive(row.kind.meaning)
                                                     : filter.kinds.contains(name) || filter.kinds.contains(meaning);
        row.learn->setChecked(isLearnt);
        row.want->setChecked(filter.targetKinds.isEmpty()
                                 ? isLearnt
                                 : filter.targetKinds.contains(name) || filter.targetKinds.contains(meaning));
        const auto weight = protocol.kindWeights.find(name);
        row.weight->setValue(weight == protocol.kindWeights.end() ? row.kind.weight : weight->second);
    }
    m_isOpen = filter.targetKinds.isEmpty();
    m_cancelReturns->setChecked(filter.returns != Returns::Keep);
    m_showing = false;
    showState();
}

void KindChoice::retranslate()
{
    m_title->setText(tr("Events"));
    m_learnHeader->setText(tr("Learn from"));
    m_wantHeader->setText(tr("Relevant"));
    m_weightHeader->setText(tr("Weight"));
    m_help->setText(tr("Lists are learnt from the first and judged by the second. An event of twice the weight "
                       "says twice as much in learning; equal weights are no weights."));
    m_cancelReturns->setText(tr("Leave out purchases that were given back"));
    for (const auto &row : m_rows) {
        const auto name = QString::fromStdString(row.kind.name);
        const auto meaning = meaningText(row.kind.meaning);
        const auto text = name.compare(meaning, Qt::CaseInsensitive) == 0 ? name : tr("%1 (%2)").arg(name, meaning);
        row.label->setText(tr("%1 · %2").arg(text, formatShortCount(row.events)));
        row.label->setToolTip(tipText(Error::fill(tr("%1: %2 [event|events]"), {text, formatCount(row.events)})));
        row.learn->setAccessibleName(tr("Learn from %1").arg(text));
        row.want->setAccessibleName(tr("%1 is relevant").arg(text));
        row.weight->setAccessibleName(tr("Weight of %1").arg(text));
    }
}

} // namespace aisle
