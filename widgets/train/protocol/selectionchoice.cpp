#include "widgets/train/protocol/selectionchoice.h"
#include "widgets/common/theme.h"
#include "widgets/train/protocol/formfields.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace aisle {

SelectionChoice::SelectionChoice(QWidget *parent)
    : Retranslated(parent), m_text(helpLabel(this)), m_use(new QPushButton(this))
{
    m_use->setObjectName(QStringLiteral("use-selection"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text, 1);
    row->addWidget(m_use);
    connect(m_use, &QPushButton::clicked, this, [this] {
        const bool used = isUsed();
        m_onlyUsers = used ? std::vector<UserId>{} : m_selectedUsers;
        m_onlyItems = used ? std::vector<ItemId>{} : m_selectedItems;
        retranslate();
        Q_EMIT changed();
    });
    retranslate();
}

void SelectionChoice::setSelection(std::vector<UserId> shoppers, std::vector<ItemId> products)
{
    m_selectedUsers = std::move(shoppers);
    m_selectedItems = std::move(products);
    retranslate();
}

void SelectionChoice::writeTo(DatasetFilter &filter) const
{
    filter.onlyUsers = m_onlyUsers;
    filter.onlyItems = m_onlyItems;
}

void SelectionChoice::readFrom(const DatasetFilter &filter)
{
    m_onlyUsers = filter.onlyUsers;
    m_onlyItems = filter.onlyItems;
    retranslate();
}

void SelectionChoice::retranslate()
{
    const bool used = isUsed();
    const auto &users = used ? m_onlyUsers : m_selectedUsers;
    const auto &items = used ? m_onlyItems : m_selectedItems;
    QStringList parts;
    if (!users.empty())
        parts << tr("%n shopper(s)", nullptr, static_cast<int>(users.size()));
    if (!items.empty())
        parts << tr("%n product(s)", nullptr, static_cast<int>(items.size()));
    const auto what = parts.join(tr(" and "));
    m_text->setText(parts.isEmpty() ? QString()
                    : used          ? tr("Only %1 count in training and test.").arg(what)
                                    : tr("%1 are selected. Training uses the whole project.").arg(what));
    m_use->setText(used ? tr("Use everything") : tr("Use as training filter"));
    setVisible(!parts.isEmpty());
}

} // namespace aisle
