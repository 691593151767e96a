#include "widgets/train/protocol/filterchoice.h"
#include "widgets/forms/numberfield.h"
#include "widgets/train/protocol/formfields.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace aisle {

FilterChoice::FilterChoice(QWidget *parent) : Retranslated(parent)
{
    for (auto **label : {&m_title, &m_userEventsLabel, &m_itemEventsLabel, &m_excludeLabel})
        *label = new QLabel(this);
    m_coreHelp = helpLabel(this);
    m_useMinValue = new QCheckBox(this);
    m_useMinValue->setObjectName(QStringLiteral("use-min-value"));
    m_minValue = new NumberField(this);
    m_minValue->setObjectName(QStringLiteral("min-value"));
    m_minValue->setRange(-1e9, 1e9, ParamScale::Linear, false);
    m_userEvents = wholeNumber(this, "min-user-events", 0, 1e6);
    m_itemEvents = wholeNumber(this, "min-item-events", 0, 1e6);
    m_exclude = new QLineEdit(this);
    m_exclude->setObjectName(QStringLiteral("exclude-items"));
    auto *value = new QHBoxLayout;
    value->addWidget(m_useMinValue, 1);
    value->addWidget(m_minValue);
    auto *column = formColumn(this);
    addTitle(*column, m_title);
    column->addLayout(value);
    addField(*column, m_userEventsLabel, m_userEvents);
    addField(*column, m_itemEventsLabel, m_itemEvents, m_coreHelp);
    addField(*column, m_excludeLabel, m_exclude);
    for (auto *field : {m_minValue, m_userEvents, m_itemEvents})
        connect(field, &NumberField::valueChanged, this, &FilterChoice::onChanged);
    connect(m_exclude, &QLineEdit::editingFinished, this, &FilterChoice::onChanged);
    connect(m_useMinValue, &QCheckBox::toggled, this, &FilterChoice::onChanged);
    retranslate();
}

void FilterChoice::setHasRatings(bool has)
{
    m_hasRatings = has;
    m_useMinValue->setVisible(has);
    m_minValue->setVisible(has);
}

void FilterChoice::onChanged()
{
    if (m_showing)
        return;
    m_minValue->setEnabled(m_useMinValue->isChecked());
    Q_EMIT changed();
}

void FilterChoice::setKeys(const KeyFormatter &keys)
{
    const auto items = excluded();
    m_keys = keys;
    showExcluded(items);
}

void FilterChoice::showExcluded(const QStringList &items)
{
    m_keyOfName.clear();
    QStringList names;
    for (const auto &item : items) {
        names << m_keys.product(item);
        if (names.back() != item)
            m_keyOfName[names.back()] = item;
    }
    m_exclude->setText(names.join(QStringLiteral(", ")));
}

QStringList FilterChoice::excluded() const
{
    QStringList items;
    for (const auto &word : splitWords(m_exclude->text()))
        items << m_keyOfName.value(word, word);
    return items;
}

void FilterChoice::writeTo(DatasetFilter &filter) const
{
    filter.excludeItems = excluded();
    if (m_useMinValue->isChecked() && m_hasRatings)
        filter.minValue = m_minValue->value();
    filter.minUserEvents = static_cast<int>(m_userEvents->value());
    filter.minItemEvents = static_cast<int>(m_itemEvents->value());
}

void FilterChoice::readFrom(const DatasetFilter &filter)
{
    m_showing = true;
    showExcluded(filter.excludeItems);
    m_useMinValue->setChecked(filter.minValue.has_value());
    m_minValue->setValue(filter.minValue.value_or(4));
    m_userEvents->setValue(filter.minUserEvents);
    m_itemEvents->setValue(filter.minItemEvents);
    m_minValue->setEnabled(m_useMinValue->isChecked());
    m_showing = false;
}

void FilterChoice::retranslate()
{
    m_title->setText(tr("Filters"));
    m_useMinValue->setText(tr("Only events with a value of at least"));
    m_minValue->setAccessibleName(m_useMinValue->text());
    m_userEventsLabel->setText(tr("Events a shopper, at least"));
    m_itemEventsLabel->setText(tr("Events a product, at least"));
    m_coreHelp->setText(tr("Both are repeated until they hold together."));
    m_excludeLabel->setText(tr("Leave out products"));
    m_exclude->setPlaceholderText(tr("Product codes: POST, M, ..."));
}

} // namespace aisle
