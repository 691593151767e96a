#include "widgets/features/graph/buildgraphdialog.h"

#include "widgets/features/graph/graphtext.h"
#include "widgets/text/tiptext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {
constexpr int kSplitLetters = 24;
enum Baskets { None, AllEvents, FirstSplit };
} // namespace

BuildGraphDialog::BuildGraphDialog(std::vector<GoesWith> splits, QWidget *parent)
    : FormDialog(QStringLiteral("build-start"), parent), m_splits(std::move(splits))
{
    auto *sources = new QWidget(this);
    auto *column = new QVBoxLayout(sources);
    column->setContentsMargins({});
    column->setSpacing(kSpaceInside);
    for (const auto &source : buildSources()) {
        auto *box = new QCheckBox(sources);
        box->setObjectName(source);
        box->setChecked(true);
        column->addWidget(box);
        m_sources.push_back(box);
        connect(box, &QCheckBox::toggled, this, &BuildGraphDialog::show);
    }
    m_baskets = new QComboBox(this);
    m_baskets->setObjectName(QStringLiteral("baskets"));
    m_baskets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_baskets->setMinimumContentsLength(kSplitLetters);
    for (std::size_t i = 0; i < FirstSplit + m_splits.size(); ++i)
        m_baskets->addItem(QString());
    connect(m_baskets, &QComboBox::currentIndexChanged, this, &BuildGraphDialog::show);
    addRow(sources);
    addRow(m_baskets);
    retranslate();
}

GraphBuild BuildGraphDialog::choice() const
{
    GraphBuild chosen;
    for (std::size_t s = 0; s < m_sources.size(); ++s)
        if (m_sources[s]->isChecked())
            chosen.from << buildSources()[static_cast<qsizetype>(s)];
    const int baskets = m_baskets->currentIndex();
    if (baskets == AllEvents)
        chosen.goesWith = GoesWith{};
    else if (baskets >= FirstSplit)
        chosen.goesWith = m_splits[static_cast<std::size_t>(baskets - FirstSplit)];
    return chosen;
}

void BuildGraphDialog::show()
{
    const bool any = std::ranges::any_of(m_sources, &QCheckBox::isChecked);
    setReady(any);
    if (!any)
        return say(tr("Choose at least one part of the catalogue."));
    const int baskets = m_baskets->currentIndex();
    if (baskets == AllEvents)
        return say(tr("A run that is judged on some of these events has seen them in the graph: its figures say more "
                      "than it knows. The training part of its split keeps them out."),
                   Tone::Warning);
    say(tr("What was built before is made anew; what was imported or added by hand stays."));
}

void BuildGraphDialog::retranslate()
{
    setWindowTitle(tr("Build the graph from the catalogue"));
    setLabels({tr("What products have"), tr("What goes together")});
    setButtons(tr("Build"), tr("Cancel"));
    for (std::size_t s = 0; s < m_sources.size(); ++s)
        m_sources[s]->setText(buildSourceText(buildSources()[static_cast<qsizetype>(s)]));
    m_baskets->setItemText(None, tr("Nothing of baskets"));
    m_baskets->setItemText(AllEvents, tr("Baskets of all events"));
    for (std::size_t s = 0; s < m_splits.size(); ++s) {
        const auto text =
            tr("Baskets of the training part of %1, seed %2").arg(m_splits[s].split).arg(m_splits[s].seed);
        m_baskets->setItemText(static_cast<int>(FirstSplit + s), text);
        m_baskets->setItemData(static_cast<int>(FirstSplit + s), tipText(text), Qt::ToolTipRole);
    }
    show();
}

} // namespace aisle
