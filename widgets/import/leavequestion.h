#pragma once
#include "widgets/common/retranslated.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace aisle {

/// "Your choices will be lost": asked at the foot of a dialogue before it closes. Staying is the default.
class LeaveQuestion : public Retranslated<QFrame>
{
    Q_OBJECT
public:
    explicit LeaveQuestion(QWidget *parent = nullptr);
    void ask(); ///< shown, the focus on staying
    void stay();

Q_SIGNALS:
    void stayed(); ///< it has hidden itself
    void left();

private:
    void retranslate() override;
    QLabel *m_text;
    QPushButton *m_stay;
    QPushButton *m_leave;
};

} // namespace aisle
