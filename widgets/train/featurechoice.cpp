#include "widgets/train/featurechoice.h"
#include "core/common/lookup/mapped.h"
#include "widgets/common/theme.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kWidestName = 150;

bool takes(const Traits &traits, FeatureSubject subject)
{
    return subject == FeatureSubject::Items ? traits.takesItemFeatures : traits.takesUserFeatures;
}

QString factsText(const DataFacts::Features &table)
{
    const auto share = formatPercent(table.coverage, 0);
    return table.subject == FeatureSubject::Items
               ? FeatureChoice::tr("%1 numbers, %2 of the products").arg(formatCount(table.dims), share)
               : FeatureChoice::tr("%1 numbers, %2 of the shoppers").arg(formatCount(table.dims), share);
}

} // namespace

FeatureChoice::FeatureChoice(QWidget *parent) : Retranslated(parent), m_title(new QLabel(this)), m_grid(new QGridLayout)
{
    setObjectName(QStringLiteral("feature-choice"));
    m_title->setFont(sectionFont());
    m_grid->setHorizontalSpacing(kSpaceBetween);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_title);
    layout->addLayout(m_grid);
    hide();
}

void FeatureChoice::setRecommender(const RecommenderInfo &info)
{
    m_traits = info.traits;
    rebuild();
}

void FeatureChoice::setTables(const std::vector<DataFacts::Features> &tables)
{
    m_tables = tables;
    rebuild();
}

void FeatureChoice::setChosen(const QStringList &names)
{
    m_chosen = names;
    rebuild();
}

QStringList FeatureChoice::chosen() const
{
    const auto isChosen = [](const Row &row) { return row.box->isChecked(); };
    return mappedWhere<QStringList>(m_rows, isChosen, &Row::name);
}

void FeatureChoice::rebuild()
{
    for (const auto &row : m_rows) {
        delete row.box;
        delete row.facts;
    }
    m_rows.clear();
    const bool takesAny = m_traits.takesItemFeatures || m_traits.takesUserFeatures;
    QStringList known;
    for (const auto &table : m_tables) {
        known << table.name;
        if (takes(m_traits, table.subject))
            addRow(table.name, table);
    }
    for (const auto &name : m_chosen)
        if (takesAny && !known.contains(name))
            addRow(name, {});
    setVisible(!m_rows.empty());
    retranslate();
}

void FeatureChoice::addRow(const QString &name, const std::optional<DataFacts::Features> &table)
{
    const auto place = static_cast<int>(m_rows.size());
    auto *box = new QCheckBox(this);
    box->setObjectName(QStringLiteral("features-%1").arg(name));
    box->setChecked(m_chosen.contains(name));
    auto *facts = new QLabel(this);
    facts->setWordWrap(true);
    facts->setTextFormat(Qt::PlainText);
    setSecondary(facts);
    m_grid->addWidget(box, place, 0);
    m_grid->addWidget(facts, place, 1);
    connect(box, &QCheckBox::toggled, this, [this, name](bool on) {
        m_chosen.removeAll(name);
        if (on)
            m_chosen << name;
        Q_EMIT changed();
    });
    m_rows.push_back({name, table, box, facts});
}

void FeatureChoice::retranslate()
{
    m_title->setText(tr("Features"));
    m_title->setToolTip(tr("Vectors of products or shoppers that it learns from besides the events"));
    for (const auto &row : m_rows) {
        row.box->setText(buttonText(fontMetrics().elidedText(row.name, Qt::ElideMiddle, kWidestName)));
        row.box->setToolTip(tipText(row.name));
        row.facts->setText(row.table ? factsText(*row.table) : tr("not in the project any more"));
        row.box->setAccessibleName(tr("%1: %2").arg(row.name, row.facts->text()));
    }
}

} // namespace aisle
