#pragma once
#include "core/dataset/eventtable.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;

namespace aisle {

/// Whether a training uses the whole project or only what is selected; nothing is seen of it where nothing is selected.
class SelectionChoice : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit SelectionChoice(QWidget *parent = nullptr);

    void setSelection(std::vector<UserId> shoppers, std::vector<ItemId> products); ///< what could be used
    bool isUsed() const { return !m_onlyUsers.empty() || !m_onlyItems.empty(); }

    void writeTo(DatasetFilter &filter) const;
    void readFrom(const DatasetFilter &filter);

Q_SIGNALS:
    void changed();

private:
    void retranslate() override;

    std::vector<UserId> m_selectedUsers, m_onlyUsers;
    std::vector<ItemId> m_selectedItems, m_onlyItems;
    QLabel *m_text;
    QPushButton *m_use;
};

} // namespace aisle
