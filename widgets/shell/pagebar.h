#pragma once
#include "widgets/shell/page.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;
class QToolButton;

namespace aisle {

/// The row of pages at the top of the window, with "search everything" and the project's name.
class PageBar : public QWidget
{
    Q_OBJECT
public:
    explicit PageBar(const std::vector<PageInfo> &pages, QWidget *parent = nullptr);

    void setCurrent(const QString &id); ///< empty: none (the start page)
    void setProjectName(const QString &name, const QString &readOnlyReason);
    void setPagesEnabled(bool enabled);
    void retranslate();

Q_SIGNALS:
    void pageChosen(const QString &id);
    void searchChosen();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const PageInfo &page);
    void tint();
    std::vector<PageInfo> m_pages;
    QButtonGroup *m_group;
    std::vector<QToolButton *> m_buttons;
    QPushButton *m_search;
    QLabel *m_name;
    QLabel *m_lock;
};

} // namespace aisle
