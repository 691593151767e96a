#include "widgets/train/presetbox.h"
#include "widgets/common/theme.h"
#include "widgets/text/errortext.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace aisle {

PresetBox::PresetBox(QWidget *parent)
    : Retranslated(parent), m_label(new QLabel(this)), m_choice(new QComboBox(this)), m_source(new QLabel(this))
{
    m_choice->setObjectName(QStringLiteral("preset"));
    m_choice->setFocusPolicy(Qt::StrongFocus);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_label->setBuddy(m_choice);
    m_source->setWordWrap(true);
    setSecondary(m_source);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(kSpaceBetween);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(0, 2);
    layout->setColumnStretch(1, 3);
    layout->addWidget(m_label, 0, 0);
    layout->addWidget(m_choice, 0, 1);
    layout->addWidget(m_source, 1, 0, 1, 2);
    connect(m_choice, &QComboBox::activated, this, [this] {
        const int row = m_choice->currentData().toInt();
        showSource();
        if (!m_info || row == kChanged)
            return;
        const auto preset = row == kDefaults ? Preset{} : m_info->presets[static_cast<std::size_t>(row)];
        if (preset.patience)
            Q_EMIT patienceChosen(*preset.patience);
        Q_EMIT chosen(preset.parameters);
    });
    hide();
}

void PresetBox::setRecommender(const RecommenderInfo &info)
{
    m_info = &info;
    setVisible(!info.presets.empty());
    retranslate();
}

void PresetBox::showValues(const QJsonObject &values)
{
    if (!m_info || m_info->presets.empty())
        return;
    int row = kChanged;
    if (values == m_info->schema.defaults())
        row = kDefaults;
    for (std::size_t i = 0; i < m_info->presets.size() && row == kChanged; ++i) {
        if (values == m_info->schema.complete(m_info->presets[i].parameters))
            row = static_cast<int>(i);
    }
    const QSignalBlocker silent(m_choice);
    const int changed = m_choice->findData(int(kChanged));
    if (row == kChanged && changed < 0)
        m_choice->addItem(tr("changed"), int(kChanged));
    else if (row != kChanged && changed >= 0)
        m_choice->removeItem(changed);
    m_choice->setCurrentIndex(m_choice->findData(row));
    showSource();
}

void PresetBox::showSource()
{
    const int row = m_choice->currentData().toInt();
    const auto known = m_info && row >= 0 && static_cast<std::size_t>(row) < m_info->presets.size();
    const auto source = known ? coreText("Preset", m_info->presets[static_cast<std::size_t>(row)].source) : QString();
    m_source->setText(source);
    m_source->setVisible(!source.isEmpty());
}

void PresetBox::retranslate()
{
    m_label->setText(tr("Preset"));
    m_choice->setAccessibleName(m_label->text());
    if (!m_info)
        return;
    const QSignalBlocker silent(m_choice);
    const auto before = m_choice->currentData();
    m_choice->clear();
    m_choice->addItem(tr("Defaults"), int(kDefaults));
    for (std::size_t i = 0; i < m_info->presets.size(); ++i)
        m_choice->addItem(coreText("Preset", m_info->presets[i].name), static_cast<int>(i));
    if (before.isValid() && before.toInt() == kChanged)
        m_choice->addItem(tr("changed"), int(kChanged));
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(before)));
    showSource();
}

} // namespace aisle
